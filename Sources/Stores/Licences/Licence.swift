package import Catalogue
package import Kernel

/// An electronic licence (电子证照): one version of it.
package struct Licence: Sendable, Hashable {
    package var id: ID
    package var identifier: LicenceIdentifier
    /// Code of its type in the catalogue.
    package var type: String
    package var version: Int
    /// 证照编号: the number printed on it.
    package var number: String
    package var holder: Holder
    package var status: LicenceStatus
    package var trust: TrustLevel
    /// Code of the issuing department.
    package var issuer: String
    package var issuedOn: LocalDate
    package var validFrom: LocalDate
    /// The last day; nil for one that does not end.
    package var validUntil: LocalDate?
    /// What is written on it: elements by code.
    package var face: [String: JSON]
    package var caseID: ID?
    /// 证照所属管辖属地: six digits.
    package var region: RegionCode = .shanghai
    package var origin: LicenceOrigin = .issuing
    /// Whoever holds it beside `holder`, in the order of the licence: a couple, the owners of a house.
    package var coholders: [Holder] = []

    /// All of them, as the exchange joins them by `^`.
    package var holders: [Holder] { [holder] + coholders }

    /// The place among its holders, from 1, of whoever has that number; the first where none of them has: a parent shows the child's.
    package func place(ofHolder number: String) -> Int { (holders.firstIndex { $0.number == number } ?? 0) + 1 }

    /// The holder at a place, from 1.
    package func holder(at place: Int) -> Holder { holders.indices.contains(place - 1) ? holders[place - 1] : holder }

    /// What its face tells of the holder who has that number: of several the elements of a holder's own kind (`person.name`) name the first
    /// alone, and would be another's for everybody else.
    package func face(of number: String) -> [String: JSON] {
        place(ofHolder: number) == 1 ? face : face.filter { !$0.key.hasPrefix("\(holder.kind.rawValue).") }
    }

    /// Their names, as they are read in a language.
    package func names(_ language: Language) -> String { holders.map(\.name).joined(separator: language == .zh ? "、" : ", ") }

    /// The first character of each name, for whoever has said no purpose for knowing more.
    package func maskedNames(_ language: Language) -> String {
        holders.map { Licence.masked($0.name) }.joined(separator: language == .zh ? "、" : ", ")
    }

    /// The first character of a name.
    static func masked(_ name: String) -> String { String(name.prefix(1)) + String(repeating: "*", count: max(1, name.count - 1)) }

    /// Whose it is: by number, since not every holder has an account (a newborn has none).
    package struct Holder: Sendable, Hashable {
        package enum Kind: String, Sendable, Hashable { case person, enterprise }

        package var kind: Kind
        package var name: String
        /// Identity number or credit code, in clear; sealed and hashed where it is stored.
        package var number: String
        package var code: HolderCode

        /// - Parameter code: nil for what is usual: a credit code, an identity number.
        package init(kind: Kind, name: String, number: String, code: HolderCode? = nil) {
            self.kind = kind
            self.name = name
            self.number = number
            self.code = code ?? (kind == .enterprise ? .creditCode : .identityNumber)
        }

        /// 持证主体代码类型代码 (GB/T 36903): 001 credit code, 111 identity number.
        package var numberType: String { code.rawValue }

        /// The number as it may be shown to others: a credit code is public, what identifies a person is not.
        package var maskedNumber: String {
            if kind == .enterprise { return number }
            if let identity = ResidentIdentityNumber(stored: number) { return identity.masked }
            return String(repeating: "*", count: max(0, number.count - 4)) + number.suffix(min(4, number.count / 2))
        }
    }

    /// Whether it may be relied on that day.
    package func isValid(on date: LocalDate) -> Bool {
        status == .active && validFrom <= date && date <= (validUntil ?? date)
    }

    /// As people should read it: what the row says, or that its last day has passed.
    package func status(on date: LocalDate) -> LicenceStatus {
        if status == .active, let validUntil, date > validUntil { return .expired }
        return status
    }

    /// Whether it stands in the way of another of the same matter: frozen is still held.
    package func isInForce(on date: LocalDate) -> Bool { status(on: date) == .active || status == .frozen }
}

/// What is to be issued.
package struct IssueOrder: Sendable {
    package var type: String
    package var holder: Licence.Holder
    /// Identity number of whoever keeps it for a holder that has no account: a newborn's parent.
    package var guardian: String?
    package var face: [String: JSON]
    /// nil: the number of the licence that it takes the place of, else the register gives a serial.
    package var number: String?
    /// What it is to the licence that the holder has; nil: it stands beside it.
    package var succeeds: ResultSpec.Succession?
    /// Elements of the face that tell this holder's licences of the type apart: of one shop, and of the other.
    package var telling: Set<String>
    package var issuer: String
    package var issuedOn: LocalDate
    package var validFrom: LocalDate
    package var validUntil: LocalDate?
    package var caseID: ID?
    package var trust: TrustLevel
    /// Where it belongs: that of the office that decides.
    package var region: RegionCode = .shanghai
    package var origin: LicenceOrigin = .issuing
    package var coholders: [Licence.Holder] = []
    /// What caused it, for its history: `collection:…`, `correction:…`; nil for the case.
    package var cause: String?
    package var actor = LicenceActor.system

    /// It takes no other licence's place, whatever the register holds.
    package var isFirst: Bool { number == nil && succeeds == nil }

    package init(
        type: String, holder: Licence.Holder, guardian: String? = nil, face: [String: JSON], number: String? = nil, issuer: String,
        issuedOn: LocalDate,
        validFrom: LocalDate? = nil, validUntil: LocalDate?, caseID: ID?, trust: TrustLevel = .a,
        succeeds: ResultSpec.Succession? = nil, telling: Set<String> = []
    ) {
        self.succeeds = succeeds
        self.telling = telling
        self.type = type
        self.holder = holder
        self.guardian = guardian
        self.face = face
        self.number = number
        self.issuer = issuer
        self.issuedOn = issuedOn
        self.validFrom = validFrom ?? issuedOn
        self.validUntil = validUntil
        self.caseID = caseID
        self.trust = trust
    }
}
