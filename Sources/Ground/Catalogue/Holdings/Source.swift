package import Kernel

/// Where a value comes from.
package enum Source: Sendable, Hashable {
    /// An electronic licence of that type.
    case licence(type: String, number: String)
    /// A data resource.
    case resource(code: String)
    /// The person's own verified account.
    case account
    /// What the person gave in an earlier application.
    case earlier(application: String)
    /// Typed by the person now.
    case answer
    /// Recorded by an officer who decided a case.
    case decision(case: String)
    /// What another item of the same application yields.
    case result(item: String)

    /// Lower comes first: registers and licences before what a person once wrote.
    var rank: Int {
        switch self {
        case .resource: 0
        case .licence: 1
        case .decision: 2
        case .account: 3
        case .answer: 4
        case .earlier: 5
        case .result: 6
        }
    }

    /// The resource that it is; nil for any other kind of source.
    package var resource: String? { if case .resource(let code) = self { code } else { nil } }

    /// Whether an authority states it, and not the person, now or once.
    package var isOfficial: Bool {
        switch self {
        case .resource, .licence, .decision, .account, .result: true
        case .answer, .earlier: false
        }
    }

    package var json: JSON {
        switch self {
        case .licence(let type, let number): ["kind": "licence", "type": .string(type), "number": .string(number)]
        case .resource(let code): ["kind": "resource", "code": .string(code)]
        case .account: ["kind": "account"]
        case .earlier(let application): ["kind": "earlier", "application": .string(application)]
        case .answer: ["kind": "answer"]
        case .decision(let number): ["kind": "decision", "case": .string(number)]
        case .result(let item): ["kind": "result", "item": .string(item)]
        }
    }

    /// nil for a kind that is not known.
    package init?(json: JSON) {
        switch json["kind"]?.string {
        case "licence":
            guard let type = json["type"]?.string, let number = json["number"]?.string else { return nil }
            self = .licence(type: type, number: number)
        case "resource":
            guard let code = json["code"]?.string else { return nil }
            self = .resource(code: code)
        case "account": self = .account
        case "earlier":
            guard let application = json["application"]?.string else { return nil }
            self = .earlier(application: application)
        case "answer": self = .answer
        case "decision":
            guard let number = json["case"]?.string else { return nil }
            self = .decision(case: number)
        case "result":
            guard let item = json["item"]?.string else { return nil }
            self = .result(item: item)
        default: return nil
        }
    }

    /// For people: `来自出生医学证明`, `from the Birth Register (Health Commission)`.
    package func text(in catalogue: Catalogue) -> Text {
        switch self {
        case .licence(let type, _):
            CatalogueText.fromLicence(catalogue.licenceTypes[type]?.name ?? Text(same: type))
        case .resource(let code):
            catalogue.resources[code].map { CatalogueText.fromResource($0.name, of: catalogue.departmentShortName($0.owner)) }
                ?? CatalogueText.fromResource(Text(same: code), of: nil)
        case .account: CatalogueText.fromAccount
        case .earlier: CatalogueText.fromEarlier
        case .answer: CatalogueText.fromYou
        case .decision: CatalogueText.fromDecision
        case .result(let item): CatalogueText.fromResult(catalogue.items[item]?.name ?? Text(same: item))
        }
    }
}
