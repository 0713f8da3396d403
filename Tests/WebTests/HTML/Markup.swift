/// Reads markup as a strict reader would: says what is not well-formed or what the content security policy would forbid.
enum Markup {
    static let void: Set<String> = ["input", "br", "meta", "link", "img", "hr"]

    static func faults(_ html: String) -> [String] {
        var faults: [String] = []
        var open: [String] = []
        var ids: Set<String> = []
        for tag in html.matches(of: /<(\/?)([A-Za-z!][A-Za-z0-9]*)((?:\s+[A-Za-z:-]+(?:="[^"<>]*")?)*)\s*(\/?)>/) {
            let name = String(tag.2).lowercased()
            if name.hasPrefix("!") { continue }
            if !tag.1.isEmpty {
                if open.popLast() != name { faults.append("</\(name)> closes nothing") }
                continue
            }
            for attribute in tag.3.matches(of: /\s([A-Za-z:-]+)(?:="([^"]*)")?/) {
                let key = attribute.1.lowercased()
                if key == "style" || key.hasPrefix("on") { faults.append("\(key) in <\(name)>") }
                if key == "id", let id = attribute.2, !ids.insert(String(id)).inserted { faults.append("id \(id) twice") }
            }
            if name == "style" || name == "script" && !tag.3.contains("src=") { faults.append("inline <\(name)>") }
            if tag.4.isEmpty && !void.contains(name) { open.append(name) }
        }
        let angles = html.count { $0 == "<" }
        let tags = html.matches(of: /<[\/!]?[A-Za-z][^<>]*>/).count
        if angles != tags { faults.append("\(angles - tags) stray angle brackets") }
        return faults + open.map { "<\($0)> stays open" }
    }
}
