import Foundation
package import Kernel

/// Reads a JSON object into the shape that forms have: one reading for both faces of an act.
enum JSONBodyReader {
    static func submitted(_ bytes: [UInt8]) throws(Problem) -> Submitted {
        let json: JSON
        do {
            json = try JSON(parsing: bytes)
        } catch {
            throw WebProblem.malformedJSON(at: error.offset, expected: error.message)
        }
        guard case .object(let members) = json else { throw WebProblem.malformedJSON(at: 0, expected: "expected an object") }
        var submitted = Submitted(json: json)
        for member in members { put(member.value, at: member.name, into: &submitted) }
        guard !submitted.values.values.contains(where: { $0.contains { $0.utf8.contains(0) } }) else { throw WebProblem.malformed }
        return submitted
    }

    private static func put(_ value: JSON, at name: String, into submitted: inout Submitted) {
        switch value {
        case .null: break
        case .string(let text): submitted.values[name, default: []].append(text)
        case .number(let text): submitted.values[name, default: []].append(text)
        case .bool(let flag): submitted.values[name, default: []].append(flag ? "true" : "false")
        case .array(let items):
            if submitted.values[name] == nil { submitted.values[name] = [] }
            for item in items {
                // Of an array of objects only files have a meaning here; the rest is read from `json`.
                if let file = UploadedFile(item, field: name) {
                    submitted.files.append(file)
                } else if item.members == nil {
                    put(item, at: name, into: &submitted)
                }
            }
        case .object(let members):
            if let file = UploadedFile(value, field: name) {
                submitted.files.append(file)
            } else {
                for member in members { put(member.value, at: "\(name).\(member.name)", into: &submitted) }
            }
        }
    }
}

extension UploadedFile {
    /// `{"name": "a.pdf", "type": "application/pdf", "content": "<base64>"}` (see `Schema.file`); nil where it is something else.
    package init?(_ json: JSON, field: String) {
        guard let members = json.members, Set(members.map(\.name)).isSubset(of: ["name", "type", "content"]),
            let name = json["name"]?.string,
            let content = json["content"]?.string, let bytes = Data(base64Encoded: content)
        else { return nil }
        let type = json["type"]?.string.flatMap { $0.utf8.allSatisfy { (0x20..<0x7F).contains($0) } ? $0 : nil }
        self.init(field: field, name: UploadedFile.name(of: name), type: type ?? "application/octet-stream", bytes: [UInt8](bytes))
    }
}
