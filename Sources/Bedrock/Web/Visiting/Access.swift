/// Whom an endpoint is for. There is no default: a route that does not state its audience does not compile.
package enum Access: Sendable, Hashable {
    case everyone
    /// A signed-in person, for oneself or as an enterprise's agent.
    case applicant
    /// Staff who hold one of these roles somewhere; where exactly is the scope's matter.
    case staff(Set<Role>)
    case anyStaff
    /// Another system, with a bearer token of kind machine.
    case machine
}
