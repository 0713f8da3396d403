/// Every error that a user can meet (RFC 9457). It says in the reader's language what to do next.
///
/// A room states each of its expected refusals as a `Problem`; what is not expected is a plain Swift error, logged once at
/// the edge and shown without its text.
package struct Problem: Error, Sendable, Hashable {
    /// One mistake in what was sent: which field, and what to write instead.
    package struct Fault: Sendable, Hashable {
        /// The field's name as on the form and in JSON (`child.name`); the JSON pointer is `/child.name`.
        package var field: String
        package var message: Text
        /// Where it stands in a JSON body, where that is not a member of the field's name.
        package var path: [String]?

        package init(_ field: String, _ message: Text, path: [String]? = nil) {
            self.field = field
            self.message = message
            self.path = path
        }
    }

    /// Something that the reader may want to look at next: an earlier application, a licence that they hold.
    package struct Related: Sendable, Hashable {
        package var label: Text
        /// On this site: `/applications/…`.
        package var path: String

        package init(_ label: Text, _ path: String) {
            self.label = label
            self.path = path
        }
    }

    /// Stable, for programs: `cases.stale`, `codes.check-digit`. `type` on the wire is `/problems/<code>`.
    package var code: String
    /// The HTTP status.
    package var status: Int
    package var title: Text
    /// What to do next.
    package var detail: Text
    package var faults: [Fault]
    package var related: [Related]

    package init(_ code: String, status: Int, title: Text, detail: Text, faults: [Fault] = [], related: [Related] = []) {
        self.code = code
        self.status = status
        self.title = title
        self.detail = detail
        self.faults = faults
        self.related = related
    }

    /// What was sent cannot be used: every fault at once, 422.
    package static func invalid(_ faults: [Fault]) -> Problem {
        Problem(
            "invalid", status: 422, title: Text("有内容需要改", "Some answers need another look"),
            detail: Text("请按标出的提示修改后再提交；其余内容已为您保留。", "Please mend what is marked and send it again. Everything else has been kept."),
            faults: faults)
    }
}
