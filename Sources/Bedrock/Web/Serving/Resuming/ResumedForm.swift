import Kernel

/// A form that could not be acted on (its session had ended, its token was old, the database was away), carried on to the next page in
/// hidden boxes, so that nothing typed is lost and nothing of it is stored.
///
/// Never carried: secrets (passwords), the old token, and files, which no page may fill in.
struct ResumedForm: Sendable {
    /// The hidden field on the sign-in page that holds the whole form as JSON.
    static let field = "_resume"

    var path: String
    var pairs: [(name: String, value: String)]
    var hadFiles: Bool

    init(_ call: Call, takes schema: Schema?) {
        let secret = Set((schema?.members ?? []).filter(\.schema.isSecret).map(\.name))
        path = call.path
        hadFiles = !call.submitted.files.isEmpty
        pairs = call.submitted.values.sorted { $0.key < $1.key }.flatMap { name, values in
            ResumedForm.isCarried(name) && !secret.contains(name) ? values.map { (name, $0) } : []
        }
    }

    private static func isCarried(_ name: String) -> Bool {
        name != FormSeal.csrfName && name != field && !name.lowercased().contains("password")
    }

    /// What stands in the hidden field.
    var text: String {
        let values = pairs.map { JSON.array([.string($0.name), .string($0.value)]) }
        return JSON.object([
            JSON.Member("path", .string(path)), JSON.Member("values", .array(values)), JSON.Member("files", .bool(hadFiles)),
        ]).text
    }

    /// Reads what `text` wrote; nil for anything else, and for a path that is not this site's.
    init?(_ text: String?) {
        guard let text, let json = try? JSON(parsing: text), let path = json["path"]?.string, Link(local: path) != nil,
            let values = json["values"]?.array
        else { return nil }
        self.path = path
        hadFiles = json["files"]?.bool ?? false
        pairs = values.compactMap { pair in
            guard let parts = pair.array, parts.count == 2, let name = parts[0].string, let value = parts[1].string,
                ResumedForm.isCarried(name)
            else {
                return nil
            }
            return (name, value)
        }
    }
}

extension Schema {
    /// A password or another secret of the moment: `writeOnly` in JSON Schema.
    var isSecret: Bool {
        keywords.contains { $0.name == "writeOnly" && $0.value == true || $0.name == "format" && $0.value == "password" }
    }
}
