import Cases
import Catalogue
import Identity
import Kernel
import Web

/// Who of the staff takes a step, by department, place and role.
struct OfficerRoster: Sendable {
    private let officers: [DemoOfficer]
    /// `scjg reviewer 310104` → officers.
    private var posts: [String: [Int]] = [:]

    init(_ officers: [DemoOfficer], departments: [String]) {
        self.officers = officers
        let hands: [Role] = [.window, .reviewer, .approver, .licensor]
        for (index, officer) in officers.enumerated() {
            for grant in officer.staff.scope.grants where hands.contains(grant.role) {
                for department in grant.department.map({ [$0] }) ?? departments {
                    posts["\(department) \(grant.role.rawValue) \(grant.region)", default: []].append(index)
                }
            }
        }
    }

    /// Somebody with that role in the district, or in the city where no district is known; nobody handles their own case.
    func actor(_ role: Role, _ department: String, at place: RegionCode?, for party: Party, _ dice: inout Dice) -> CaseActor? {
        let district = place.flatMap { RegionCode.shanghai.contains($0) && $0.level >= .district ? $0.sixDigits : nil } ?? "310000"
        guard let found = posts["\(department) \(role.rawValue) \(district)"], let hand = CaseHand(rawValue: role.rawValue) else {
            return nil
        }
        let able = found.filter { officers[$0].staff.person.map { Party(.person, $0) } != party }
        guard !able.isEmpty else { return nil }
        let officer = officers[dice.pick(able)]
        return CaseActor(
            kind: .staff, account: officer.account.id, name: officer.name, hands: [hand],
            own: Set([officer.staff.person].compactMap { $0.map { Party(.person, $0) } }))
    }
}
