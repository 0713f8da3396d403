import Catalogue
import Kernel
import Web

extension Portal {
    struct Certificates: Sendable {
        let catalogue: Catalogue
        let entries: [CertificateList.Entry]
    }

    /// 证明事项清单: every certificate that is still asked for, for people and for programs.
    var certificates: [Endpoint] { certificateList.endpoints + [certificateTable] }

    private func certificates(_ snapshot: Catalogue) -> Certificates {
        Certificates(catalogue: snapshot, entries: CertificateList.entries(of: snapshot))
    }

    private static let entryShape: Schema = .object([
        .init("name", .text), .init("askedFor", .array(.string)), .init("askedBy", .array(.text)), .init("basis", .array(.text)),
        .init("issuedBy", .text), .init("replacedBy", .array(.text)), .init("commitment", .boolean), .init("abolishable", .boolean),
    ])

    private var certificateList: Screen<Certificates> {
        Screen(
            "portal.certificates", get: "/certificates", access: .everyone, summary: CertificateText.title,
            load: { _ in certificates(catalogue.snapshot) },
            page: { list, call in
                let language = call.language
                let replaced = list.entries.count { !$0.replacedBy.isEmpty }
                let body: HTML = """
                    \(Components.breadcrumbs([(PortalText.nav.label, "/")], language))\
                    \(Components.heading(CertificateText.title, lede: CertificateText.lede(list.entries.count, replaced: replaced), language))\
                    \(Components.actionBar([Components.printButton(language), Components.button(CertificateText.asTable, to: "/certificates.csv", .plain, language)]))\
                    \(table(list, language))
                    """
                return Page(
                    CertificateText.title, layout: .portal(current: PortalText.nav), body: body,
                    cache: call.visitor.isSignedIn ? nil : "certificates@\(list.catalogue.version)")
            },
            gives: .object([.init("version", .integer), .init("certificates", .array(Portal.entryShape))]),
            json: { list, _ in
                ["version": .int(list.catalogue.version), "certificates": .array(list.entries.map(\.json))]
            })
    }

    private func table(_ list: Certificates, _ language: Language) -> HTML {
        guard !list.entries.isEmpty else { return Components.emptyState(CertificateText.none, language) }
        let rows = list.entries.map { entry -> Components.Row in
            let things = entry.askedFor.html { code -> HTML in
                let name = list.catalogue.items[code]?.name ?? Text(same: code)
                return "<li>\(Components.anchor(name, "/things/\(code)", language))</li>"
            }
            let promise: HTML? = entry.takesCommitment ? Components.tag(CertificateText.commitment, .done, language) : nil
            let basis: HTML =
                entry.isAbolishable && entry.basis.isEmpty
                ? Components.tag(CertificateText.noBasis, .seal, language) : Portal.lines(entry.basis, language)
            return Components.Row([
                "\(entry.name, language) \(promise)", "<ul class=\"plain\">\(things)</ul>", Portal.lines(entry.askedBy, language), basis,
                HTML(text: entry.issuedBy[language]),
                entry.replacedBy.isEmpty ? HTML(text: CertificateText.nothing[language]) : Portal.lines(entry.replacedBy, language),
            ])
        }
        let columns = CertificateText.columns.map { Components.Column($0) }
        return Components.table(columns, rows: rows, caption: CertificateText.title, language)
    }

    private static func lines(_ texts: [Text], _ language: Language) -> HTML {
        texts.count == 1 ? "\(texts[0], language)" : "<ul class=\"plain\">\(texts.html { "<li>\($0, language)</li>" })</ul>"
    }

    /// The same for a spreadsheet, a line a certificate.
    private var certificateTable: Endpoint {
        Endpoint(
            "portal.certificates-table", .get, "/certificates.csv", access: .everyone, summary: CertificateText.asTable, gives: .string,
            face: .file
        ) { call in
            let snapshot = catalogue.snapshot
            let name = "certificates-\(call.language.rawValue)"
            if let unchanged = call.unchanged(name, snapshot) { return unchanged }
            var answer = call.kept(
                CertificateTable(CertificateList.entries(of: snapshot), snapshot, call.language).bytes, name, snapshot,
                type: "text/csv; charset=utf-8", file: "certificates.csv")
            answer.headers["vary"] = "accept-language, cookie"
            return answer
        }
    }
}

extension CertificateList.Entry {
    /// For programs.
    fileprivate var json: JSON {
        func list(_ texts: [Text]) -> JSON { .array(texts.map { JSON($0) }) }
        return [
            "name": JSON(name), "askedFor": .array(askedFor.map(JSON.string)), "askedBy": list(askedBy), "basis": list(basis),
            "issuedBy": JSON(issuedBy), "replacedBy": list(replacedBy), "commitment": .bool(takesCommitment),
            "abolishable": .bool(isAbolishable),
        ]
    }
}

/// The list as comma-separated text (RFC 4180), with the mark by which spreadsheets know UTF-8.
struct CertificateTable {
    let bytes: [UInt8]

    init(_ entries: [CertificateList.Entry], _ catalogue: Catalogue, _ language: Language) {
        func joined(_ texts: [Text]) -> String { texts.map { $0[language] }.joined(separator: language == .zh ? "；" : "; ") }
        let rows = entries.map { entry in
            [
                entry.name[language], joined(entry.askedFor.map { catalogue.items[$0]?.name ?? Text(same: $0) }), joined(entry.askedBy),
                joined(entry.basis), entry.issuedBy[language], joined(entry.replacedBy),
            ]
        }
        let lines = ([CertificateText.columns.map { $0[language] }] + rows).map { cells in
            cells.map(CertificateTable.cell).joined(separator: ",") + "\r\n"
        }
        bytes = [0xEF, 0xBB, 0xBF] + Array(lines.joined().utf8)
    }

    /// Always in quotes; what a spreadsheet would take for a formula is kept a text.
    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@".contains($0) } ?? false
        return "\"" + (isFormula ? "'" : "") + text.replacing("\"", with: "\"\"") + "\""
    }
}
