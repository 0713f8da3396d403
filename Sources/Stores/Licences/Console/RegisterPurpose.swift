import Catalogue
import Kernel
import Web

/// For what an officer of the issuing department looks into the register, each with the law that lets them. Nothing of a holder is shown in
/// full before one is said, and what was said is kept for the holder to read.
enum RegisterPurpose: String, Sendable, Hashable, CaseIterable {
    case casework = "case"
    case decision, objection, supervision

    var name: Text {
        switch self {
        case .casework: Text("核对办件材料", "To check a document of a case")
        case .decision: Text("处理证照状态", "To decide on its state")
        case .objection: Text("核实异议", "To look into an objection")
        case .supervision: Text("监督检查", "To supervise what was granted")
        }
    }

    /// The law that it rests on; Chinese, as laws are.
    ///
    /// - Parameter matter: supervising a permit has an article of its own.
    func basis(of matter: LicenceMatter) -> String {
        switch self {
        case .supervision where matter == .permit: "《中华人民共和国行政许可法》第六十一条"
        case .objection: "《中华人民共和国个人信息保护法》第四十六条"
        case .casework, .decision, .supervision: "《中华人民共和国个人信息保护法》第三十四条"
        }
    }

    /// Whether it goes to the holder, and not to what one licence says: only then others of theirs are named, and each is logged.
    var reachesHolder: Bool { self != .objection }

    static let options = allCases.map { Option($0.rawValue, $0.name) }
}

extension Licences {
    /// The code under which the log keeps looks of those who keep the register.
    static let keeping = "licences.register"

    /// The line of a look: by which department, on what law, in words for the holder.
    func look(at licence: Licence, _ reason: Text, for purpose: RegisterPurpose, by call: Call) -> LicenceUse {
        LicenceUse(
            licence: licence, at: call.now, reader: LicencePurpose.Reader.staff.rawValue, account: call.visitor.account,
            code: Licences.keeping, reason: reason, reference: "request:\(call.requestID)",
            // Whoever is entrusted with every department looks for the one whose register it is.
            department: call.visitor.scope.acting(for: licence.issuer) ?? licence.issuer,
            basis: purpose.basis(of: catalogue.snapshot.matter(of: licence.type)))
    }

    func fileLink(_ id: ID, for purpose: RegisterPurpose?) -> Link { Link("/console/licences/\(id)").with("purpose", purpose?.rawValue) }

    /// A licence of the register as lists show it: whose it is stays masked.
    func listedJSON(_ licence: Licence, on today: LocalDate) -> JSON {
        var json = json(licence, isFull: false, on: today)
        json["face"] = [:]
        json["holder"] = .string(licence.maskedNames(.zh))
        return json
    }

    static let listedShape: Schema = .object(shape.members + [.init("holder", .string)])

    /// What stands before a licence is opened: which one it is, and the ways to say what for.
    func purposePage(_ licence: Licence, _ call: Call) -> Page {
        let language = call.language
        let name = catalogue.snapshot.licenceTypes[licence.type]?.name ?? Text(same: licence.type)
        let facts = [
            Components.Fact(RegisterText.holder, HTML(text: licence.maskedNames(language))),
            Components.Fact(RegisterText.issuedOn, Components.date(licence.issuedOn, language)),
            Components.Fact(
                RegisterText.until, licence.validUntil.map { Components.date($0, language) } ?? HTML(text: RegisterText.long[language])),
        ]
        let matter = catalogue.snapshot.matter(of: licence.type)
        let ways = RegisterPurpose.allCases.html { purpose in
            """
            <li>\(Components.button(purpose.name, to: fileLink(licence.id, for: purpose), .plain, language))<br>\
            <span class="soft">\(Components.quoted(catalogue.snapshot.citation(purpose.basis(of: matter)), language))</span></li>
            """
        }
        let body: HTML = """
            \(Components.breadcrumbs([(RegisterText.title, "/console/licences")], language))\
            \(Components.heading("\(name, language)", above: Components.code(licence.number), tag: stateTag(licence, call)))\
            \(Components.card(nil, Components.summaryList(facts, language)))\
            \(Components.card(RegisterText.forWhat, "<p>\(RegisterText.choosePurpose, language)</p><ul class=\"plain\">\(ways)</ul>", language))
            """
        return Page(name, layout: .console(current: RegisterText.nav), body: body, isWide: false)
    }
}
