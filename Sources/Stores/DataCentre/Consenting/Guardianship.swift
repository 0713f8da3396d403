import Catalogue
import Identity
import Kernel
import Store
import Web

/// A child under fourteen for whom somebody speaks, and whether their data may be used.
struct Ward: Sendable, Hashable {
    var person: ID
    var name: String
    var age: Int
    var isAgreed: Bool
}

/// 不满十四周岁未成年人的个人信息 (个人信息保护法 31): used only after a guardian has agreed.
enum Guardianship {
    static let age = 14
    static let adultAge = 18

    /// Whether a number is that of a child under fourteen on a day.
    static func protects(_ number: String, on day: LocalDate) -> Bool {
        ResidentIdentityNumber(stored: number).map { $0.age(on: day) < age } ?? false
    }

    private static let role = "child"

    /// Whether a resource states, by a parent's number, the numbers of the children.
    static func states(_ resource: DataResource) -> Bool {
        resource.subject == "person" && resource.gives[role]?.contains(resource.key) == true
    }

    /// The numbers of the children under fourteen whom a parent's record states.
    static func children(in record: JSON, of resource: DataResource, on day: LocalDate) -> [String] {
        let told = record[role].map { $0.array ?? [$0] } ?? []
        return told.compactMap { $0[resource.key]?.string }.filter { protects($0, on: day) }
    }
}

/// Whose guardian somebody is; nothing else decides it. An adult speaks for a child of the household that they head or whose head they are
/// married to, and parents (民法典 27) for their children, wherever these live: whoever a register of parents and children states as one.
extension DataCentre {
    /// The children under fourteen for whom a visitor speaks.
    func wards(of visitor: Visitor, at now: Instant) async throws -> [Ward] {
        let stated = try await statedChildren(of: visitor, at: now)
        return try await database.read { try wards(of: visitor, stated, at: now, in: $0) }
    }

    /// The same in somebody's transaction.
    ///
    /// - Parameter stated: what `statedChildren` gave before it.
    func wards(of visitor: Visitor, _ stated: [Person], at now: Instant, in connection: any Connection) throws -> [Ward] {
        guard let guardian = try adult(visitor, at: now, in: connection) else { return [] }
        let all = try childrenOfHousehold(of: guardian, in: connection) + stated
        var seen: Set<ID> = [guardian.id]
        let children = all.filter { $0.idNumber.age(on: now.date) < Guardianship.age && seen.insert($0.id).inserted }
        let agreed = try consents.agreed(children.map(\.idNumber.rawValue), in: connection)
        return children.map { child in
            Ward(
                person: child.id, name: child.name, age: child.idNumber.age(on: now.date),
                isAgreed: agreed.contains(child.idNumber.rawValue))
        }
    }

    /// Whose data a visitor may ask after: their own, and those of the children for whom they speak.
    func subjects(of visitor: Visitor, at now: Instant) async throws -> [Party] {
        guard let party = visitor.party else { return [] }
        return [party] + (try await wards(of: visitor, at: now).map { Party(.person, $0.person) })
    }

    /// The children under fourteen whom registers state as a visitor's. It is the platform's own check of who may speak: of registers that
    /// are shared without conditions, and nothing of what they say is shown. What lies here is looked at as a household is; where a source
    /// elsewhere was asked, the parent finds the line. A register that does not answer states nobody.
    func statedChildren(of visitor: Visitor, at now: Instant) async throws -> [Person] {
        let snapshot = catalogue.snapshot
        let resources = snapshot.resources.values.filter(Guardianship.states).sorted { $0.code < $1.code }
        guard !resources.isEmpty, let parent = try await database.read({ try adult(visitor, at: now, in: $0) }) else { return [] }
        let questions = resources.map { RecordQuestion(resource: $0.code, key: parent.idNumber.rawValue) }
        let purpose = Purpose(
            reader: .oneself, account: visitor.account, code: "guardianship", reason: ConsentText.whoseGuardian,
            reference: "party:\(Party(.person, parent.id))")
        let hearing = try await hear(questions, for: purpose, at: now)
        if hearing.wentElsewhere { _ = try await database.write { try enter([hearing], in: $0) } }
        var numbers: Set<String> = []
        for (resource, answer) in zip(resources, hearing.answers) {
            guard case .record(let record, _, _) = answer else { continue }
            numbers.formUnion(Guardianship.children(in: record, of: resource, on: now.date))
        }
        var children: [Person] = []
        for number in numbers.sorted() {
            if let child = try await identity.person(idNumber: number) { children.append(child) }
        }
        return children
    }

    private func adult(_ visitor: Visitor, at now: Instant, in connection: any Connection) throws -> Person? {
        guard let party = visitor.party, party.kind == .person, let person = try identity.person(party.id, in: connection),
            person.idNumber.age(on: now.date) >= Guardianship.adultAge
        else { return nil }
        return person
    }

    private func childrenOfHousehold(of guardian: Person, in connection: any Connection) throws -> [Person] {
        guard let household = try identity.household(of: guardian.id, in: connection),
            let own = household.members.first(where: { $0.person == guardian.id }), ["head", "spouse"].contains(own.relation)
        else { return [] }
        return try household.members.filter { $0.relation == "child" }.compactMap { try identity.person($0.person, in: connection) }
    }
}
