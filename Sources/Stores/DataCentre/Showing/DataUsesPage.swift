import Catalogue
import Identity
package import Kernel
import Store
package import Web

extension DataCentre {
    private static let pageSize = 20

    /// What this room keeps of a person, for the page of their account.
    package static let accountWays: [(name: Text, link: Link)] = [
        (DataCentreText.title, "/data-uses"), (DataCentreText.children, "/data-consents"), (DataCentreText.objections, "/data-corrections"),
    ]

    /// 谁用了我的数据: every look into one's data, in plain words.
    var uses: Screen<UsesSeen> {
        Screen(
            "datacentre.uses", get: "/data-uses", access: .applicant, summary: DataCentreText.title, tag: "data",
            query: .object([.init("after", .id, required: false), .init("of", .id, required: false)]), refuses: ["datacentre.not-found"],
            load: { try await usesSeen($0) },
            page: { seen, call in
                DataUsesPage(
                    shown: Array(seen.accesses.prefix(DataCentre.pageSize)), hasMore: seen.accesses.count > DataCentre.pageSize,
                    isFirst: call.query["after"] == nil, wards: seen.wards, of: seen.of, objections: seen.objections,
                    catalogue: catalogue.snapshot, today: call.now.date, language: call.language
                ).page()
            },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("id", .id), .init("at", .dateTime), .init("resource", .string), .init("reader", .string),
                            .init("code", .string), .init("reason", .text), .init("reference", .string), .init("outcome", .string),
                            .init("department", .string.orNull), .init("item", .string.orNull), .init("basis", .string.orNull),
                            .init("grant", .id.orNull),
                            .init("detail", .string.orNull), .init("system", .string.orNull), .init("records", .integer),
                            .init("microseconds", .integer), .init("correction", .id.orNull),
                            .init("objection", .object([.init("state", .string), .init("answer", .string.orNull)]).orNull),
                        ]))), .init("next", .id.orNull),
            ]),
            json: { seen, _ in
                [
                    "items": .array(seen.accesses.prefix(DataCentre.pageSize).map { $0.json(seen.objections[$0.id]) }),
                    "next": JSON(seen.accesses.count > DataCentre.pageSize ? seen.accesses[DataCentre.pageSize - 1].id.rawValue : nil),
                ]
            })
    }

    /// What a visitor may see of who looked: at their own data, or at those of a child for whom they speak.
    struct UsesSeen: Sendable {
        var accesses: [DataAccess]
        var wards: [Ward]
        /// The child whose data it is; nil for the visitor's own.
        var of: Ward?
        /// What the visitor said of a line, wherever it is kept, and how that stands.
        var objections: [ID: Correction] = [:]
    }

    private func usesSeen(_ call: Call) async throws -> UsesSeen {
        guard let party = call.visitor.party else { return UsesSeen(accesses: [], wards: [], of: nil) }
        let children = try await wards(of: call.visitor, at: call.now)
        let asked = try call.place("of")
        let child = children.first { $0.person == asked }
        if asked != nil, child == nil { throw DataCentreRefusal.notFound.problem }
        let subject = child.map { Party(.person, $0.person) } ?? party
        let accesses = try await accesses(about: subject, before: try call.place("after"), limit: DataCentre.pageSize + 1)
        let objections = try await database.read { try corrections.latest(of: party, about: accesses.map(\.id), in: $0) }
        return UsesSeen(accesses: accesses, wards: children, of: child, objections: objections)
    }
}

extension DataAccess {
    fileprivate func json(_ objection: Correction?) -> JSON {
        [
            "id": .string(id.rawValue), "at": .string(at.rfc3339), "resource": .string(resource), "reader": .string(reader.rawValue),
            "code": .string(code), "reason": JSON(reason), "reference": .string(reference), "outcome": .string(outcome),
            "department": JSON(department), "item": JSON(item), "basis": JSON(basis), "grant": JSON(grant?.rawValue),
            "detail": JSON(detail),
            "system": JSON(system), "records": .int(records), "microseconds": .int(Int(microseconds)),
            "correction": JSON((objection?.id ?? correction)?.rawValue),
            "objection": objection.map { ["state": .string($0.state.rawValue), "answer": JSON($0.answer)] } ?? .null,
        ]
    }
}

/// The looks of one occasion together: a form that was filled in asks several registers at once.
struct DataUsesPage {
    let shown: [DataAccess]
    let hasMore: Bool
    let isFirst: Bool
    /// The children for whom the visitor speaks, each with a page like this.
    let wards: [Ward]
    let of: Ward?
    /// What the visitor said of a line, and how that stands.
    let objections: [ID: Correction]
    let catalogue: Catalogue
    let today: LocalDate
    let language: Language

    private struct Occasion {
        var lines: [DataAccess]
    }

    /// In the order of the log: an occasion ends where another purpose, another reader or another day begins.
    private var occasions: [Occasion] {
        shown.reduce(into: []) { occasions, line in
            if let last = occasions.last?.lines.last, last.reference == line.reference, last.reader == line.reader,
                last.department == line.department || line.reader == .oneself,
                last.reason == line.reason,
                last.at.date == line.at.date
            {
                occasions[occasions.count - 1].lines.append(line)
            } else {
                occasions.append(Occasion(lines: [line]))
            }
        }
    }

    func page() -> Page {
        let home: Link = "/data-uses"
        let first = home.with("of", of?.person.rawValue)
        let next = hasMore ? shown.last.map { first.with("after", $0.id.rawValue) } : nil
        let list: HTML =
            shown.isEmpty
            ? Components.emptyState(DataCentreText.empty, language)
            : occasions.html(card) + Components.pager(next: next, first: isFirst ? nil : first, language)
        var ways: [(Text, Link)] = [(DataCentreText.objections, "/data-corrections"), (DataCentreText.children, "/data-consents")]
        if of == nil {
            ways += wards.map { (DataCentreText.usesOf($0.name), home.with("of", $0.person.rawValue)) }
        } else {
            ways.insert((DataCentreText.ownUses, home), at: 0)
        }
        let title = of.map { DataCentreText.usesOf($0.name) } ?? DataCentreText.title
        let body: HTML = """
            \(Components.heading(title, lede: DataCentreText.lede, language))\
            \(Components.actionBar(ways.map { Components.button($0.0, to: $0.1, .plain, language) }))\(list)
            """
        return Page(title, body: body)
    }

    /// 谁用: the kind of reader, and the department if it is not the person's own form.
    private func user(_ line: DataAccess) -> Text {
        let reader = DataCentreText.reader(line.reader)
        guard line.reader != .oneself, let department = line.department else { return reader }
        let name = catalogue.departmentName(department)
        return Text("\(name.zh) · \(reader.zh)", "\(name.en) · \(reader.en)")
    }

    /// The way to object, or the objection that was made: how it stands, and what the department answered.
    private func objection(to line: DataAccess) -> HTML {
        let what = Components.hidden(DataCentreText.what(line.resource, in: catalogue), language)
        let own = objections[line.id]
        let again = own?.state == .withdrawn
        guard !again, own != nil || line.correction != nil else {
            return "<a href=\"\(Link("/data-uses/\(line.id)/objections"))\">\(CorrectingText.object, language)\(what)</a>"
        }
        let way: HTML = "<a href=\"/data-corrections\">\(CorrectingText.objected, language)\(what)</a>"
        guard let own else { return way }
        let answer: HTML? = own.answer.map { answer in
            "<br><span class=\"soft\">\(CorrectingText.answer, language) \(answer)</span>"
        }
        return "\(way) \(CorrectionPages.tag(own.state, language))\(answer)"
    }

    private func card(_ occasion: Occasion) -> HTML {
        guard let first = occasion.lines.first else { return HTML() }
        let rows = occasion.lines.map { line in
            let owner = catalogue.department(holding: line)
            return Components.Row([
                "\(DataCentreText.what(line.resource, in: catalogue), language)",
                "\(owner.isEmpty ? Text(same: "—") : catalogue.departmentShortName(owner), language)",
                Components.moment(line.at, near: today, language), "\(DataCentreText.outcome(line.outcome), language)",
                objection(to: line),
            ])
        }
        let columns = [
            Components.Column(DataCentreText.what), Components.Column(DataCentreText.whose), Components.Column(DataCentreText.when),
            Components.Column(DataCentreText.outcome), Components.Column(CorrectingText.object, hidesTitle: true),
        ]
        // What the register of licences used rests on a law by name; the data resources' grants name theirs.
        let laws = Set(occasion.lines.compactMap(\.basis).filter { !$0.isEmpty }).sorted()
        let cited = laws.enumerated().html { index, law -> HTML in
            let between = index == 0 ? "" : language == .zh ? "；" : "; "
            return "\(between)\(Components.quoted(catalogue.citation(law), language))"
        }
        let basis: HTML? = laws.isEmpty ? nil : "<p class=\"soft\">\(DataCentreText.basis, language) \(cited)</p>"
        return Components.card(
            "\(first.reason, language)", aside: Components.soft(user(first), language),
            "\(basis)" + Components.table(columns, rows: rows, caption: first.reason, language))
    }
}
