package import Kernel

/// A natural person whom the platform knows by real name.
package struct Person: Sendable, Hashable {
    package var id: ID
    package var name: String
    package var idNumber: ResidentIdentityNumber
    package var mobile: String?
    package var address: String
    package var region: RegionCode
    package var createdAt: Instant

    package init(
        id: ID, name: String, idNumber: ResidentIdentityNumber, mobile: String?, address: String, region: RegionCode, createdAt: Instant
    ) {
        self.id = id
        self.name = name
        self.idNumber = idNumber
        self.mobile = mobile
        self.address = address
        self.region = region
        self.createdAt = createdAt
    }

    package var party: Party { Party(.person, id) }

    /// Whether the person is a child for whom a guardian consents (个保法 31).
    package func isUnder14(on date: LocalDate) -> Bool { idNumber.birthDate.years(until: date) < 14 }
}

/// People who live on one household register.
package struct Household: Sendable, Hashable {
    package struct Member: Sendable, Hashable {
        package var person: ID
        /// To the head: `head`, `spouse`, `child`, `parent`, `other`.
        package var relation: String

        package init(person: ID, relation: String) {
            self.person = person
            self.relation = relation
        }
    }

    package var id: ID
    package var number: String
    package var region: RegionCode
    package var address: String
    package var members: [Member]

    package init(id: ID, number: String, region: RegionCode, address: String, members: [Member]) {
        self.id = id
        self.number = number
        self.region = region
        self.address = address
        self.members = members
    }
}

/// A business with a unified social credit code.
package struct Enterprise: Sendable, Hashable {
    package var id: ID
    package var code: UnifiedSocialCreditCode
    package var name: String
    /// 内资公司, 个体工商户 …: `company`, `individual-business`, `partnership`.
    package var kind: String
    package var legalRepresentative: ID
    package var region: RegionCode
    package var address: String
    /// GB/T 4754-2017, letter and digits.
    package var industry: String
    package var established: LocalDate
    package var capital: Money
    /// `active`, `cancelled`, `revoked`.
    package var status: String

    package init(
        id: ID, code: UnifiedSocialCreditCode, name: String, kind: String, legalRepresentative: ID, region: RegionCode, address: String,
        industry: String, established: LocalDate, capital: Money, status: String
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.kind = kind
        self.legalRepresentative = legalRepresentative
        self.region = region
        self.address = address
        self.industry = industry
        self.established = established
        self.capital = capital
        self.status = status
    }

    package var party: Party { Party(.enterprise, id) }
}

/// Somebody's power to act for an enterprise (行政许可法 29: an agent may apply).
package struct Agency: Sendable, Hashable {
    package enum Power: String, Sendable, Hashable, CaseIterable {
        case legal, agent, accountant

        package var name: Text {
            switch self {
            case .legal: Text("法定代表人", "Legal representative")
            case .agent: Text("经办人", "Agent")
            case .accountant: Text("财务", "Accountant")
            }
        }
    }

    package var enterprise: ID
    package var person: ID
    package var power: Power
    package var validFrom: LocalDate
    /// The last day; nil without an end.
    package var validUntil: LocalDate?

    package init(enterprise: ID, person: ID, power: Power, validFrom: LocalDate, validUntil: LocalDate? = nil) {
        self.enterprise = enterprise
        self.person = person
        self.power = power
        self.validFrom = validFrom
        self.validUntil = validUntil
    }

    package func holds(on date: LocalDate) -> Bool { validFrom <= date && date <= (validUntil ?? date) }
}
