package import Kernel

/// What a member of staff is entrusted with: role × department × region. The one rights filter (DESIGN §4): lists, search, detail,
/// export and statistics all ask here.
package struct Scope: Sendable, Hashable {
    /// One trust. A region holds every region inside it; no department means every department.
    package struct Grant: Sendable, Hashable {
        package var role: Role
        package var department: String?
        package var region: RegionCode

        package init(role: Role, department: String?, region: RegionCode) {
            self.role = role
            self.department = department
            self.region = region
        }
    }

    package var grants: [Grant]

    package init(grants: [Grant]) { self.grants = grants }

    /// No rights at all.
    package static let nothing = Scope(grants: [])

    /// Whether one of the grants gives that role for that department's matters in that region.
    package func holds(role: Role, department: String, region: RegionCode) -> Bool {
        holds(anyOf: [role], department: department, region: region)
    }

    package func holds(anyOf roles: Set<Role>, department: String, region: RegionCode) -> Bool {
        grants.contains {
            roles.contains($0.role) && ($0.department == nil || $0.department == department) && $0.region.contains(region)
        }
    }

    /// For which department somebody acts in a matter of one: for that one where they may, else for their own.
    package func acting(for department: String) -> String? {
        let own = grants.compactMap(\.department)
        return own.contains(department) ? department : own.min()
    }

    /// The roles held anywhere.
    package var roles: Set<Role> { Set(grants.map(\.role)) }
}
