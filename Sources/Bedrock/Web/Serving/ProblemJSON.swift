package import Kernel

extension Problem {
    /// RFC 9457, in the reader's language. `instance` is the request's id, by which the log knows it.
    package func json(_ language: Language, instance: String) -> JSON {
        var json: JSON = [
            "type": .string("/problems/\(code)"), "title": .string(title[language]), "status": .int(status),
            "detail": .string(detail[language]),
            "instance": .string(instance),
        ]
        if !faults.isEmpty {
            json["errors"] = .array(
                faults.map {
                    [
                        "pointer": .string(Problem.pointer(to: $0.path ?? [$0.field])), "field": .string($0.field),
                        "detail": .string($0.message[language]),
                    ]
                })
        }
        if !related.isEmpty {
            json["related"] = .array(related.map { ["title": .string($0.label[language]), "href": .string($0.path)] })
        }
        return json
    }

    /// RFC 6901: `~` and `/` in a name are escaped.
    private static func pointer(to path: [String]) -> String {
        path.map { "/" + $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }
}
