import Identity
import Kernel
import Web

/// A member of staff with the account that they sign in with.
struct DemoOfficer: Sendable {
    var staff: Staff
    var account: Account

    var name: String { staff.name }

    func holds(_ role: Role, department: String, region: RegionCode) -> Bool {
        staff.scope.holds(role: role, department: department, region: region)
    }
}
