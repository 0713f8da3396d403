import Catalogue
import Kernel
import Web

/// What a button of the editor does to a list besides saving what was typed.
struct RowAct: Sendable, Hashable {
    enum Verb: String, Sendable { case add, remove, up, down }

    let verb: Verb
    /// The list's name in the form.
    let list: String
    let row: Int

    /// Reads `add:c.materials`, `up:c.materials.2`.
    init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, let verb = Verb(rawValue: String(parts[0])) else { return nil }
        self.verb = verb
        if verb == .add {
            (list, row) = (String(parts[1]), 0)
        } else {
            guard let dot = parts[1].lastIndex(of: "."), let row = Int(parts[1][parts[1].index(after: dot)...]) else { return nil }
            (list, self.row) = (String(parts[1][..<dot]), row)
        }
    }

    func applied<Row>(to rows: [Row], new: Row) -> [Row] {
        var rows = rows
        switch verb {
        case .add: rows.append(new)
        case .remove: if rows.indices.contains(row) { rows.remove(at: row) }
        case .up: if row > 0, row < rows.count { rows.swapAt(row, row - 1) }
        case .down: if row >= 0, row + 1 < rows.count { rows.swapAt(row, row + 1) }
        }
        return rows
    }
}

/// Reads a posted form into a definition's content by its shape. Nothing is refused here: what cannot be a number stays as it was typed, and
/// the lint says so beside it. What was not changed stays exactly as it was written.
final class ShapeReader {
    private let submitted: Submitted
    private let act: RowAct?
    /// The rows of each list that was sent.
    private var rows: [String: Set<Int>] = [:]
    /// Where in the content each box of the form went: path → name.
    private(set) var names: [String: String] = [:]

    init(_ submitted: Submitted, act: RowAct? = nil) {
        self.submitted = submitted
        self.act = act
        for name in submitted.values.keys {
            var prefix = ""
            for part in name.split(separator: ".", omittingEmptySubsequences: false) {
                if let row = Int(part) { rows[prefix, default: []].insert(row) }
                prefix += prefix.isEmpty ? String(part) : "." + part
            }
        }
    }

    /// The object of those fields; members that no field is for are kept. Nil where nothing is left and nothing was there.
    func object(_ fields: [ShapeField], name: String, path: String, old: JSON?) -> JSON {
        let known = Set(fields.map(\.key))
        var members = (old?.members ?? []).filter { !known.contains($0.name) }
        for field in fields {
            let (name, path) = ("\(name).\(field.key)", "\(path)/\(field.key)")
            names[path] = name
            if case .table(let columns) = field.type {
                let headings = members.first { $0.name == "columns" }?.value ?? old?["columns"]
                if let table = table(columns, headings: headings, name: name, path: path, old: old?[field.key]) {
                    members.append(JSON.Member(field.key, table))
                }
            } else if let value = value(field.type, name: name, path: path, old: old?[field.key]) {
                members.append(JSON.Member(field.key, value))
            } else if old?[field.key] == .null {
                members.append(JSON.Member(field.key, .null))
            }
        }
        return .object(members)
    }

    private func value(_ type: ShapeType, name: String, path: String, old: JSON?) -> JSON? {
        let old = old?.isNull == true ? nil : old
        switch type {
        case .text: return text(name, old: old, mayBePlain: false)
        case .chinese: return text(name, old: old, mayBePlain: true)
        case .flag(let usual): return flag(name, usual: usual, old: old)
        case .choices: return choices(name, old: old)
        case .limit, .record: return record(type.members, name: name, path: path, old: old)
        case .basis: return list(type.members, name: name, path: path, old: old)
        case .list(let element):
            return element.members.isEmpty ? lines(element, name, old: old) : list(element.members, name: name, path: path, old: old)
        case .map(let element, _): return map(element, name: name, path: path, old: old)
        default: return scalar(submitted[name], type, old: old)
        }
    }

    // MARK: Single values

    static func plain(_ value: JSON?) -> String {
        switch value {
        case .string(let text), .number(let text): text
        case .bool(let flag): String(flag)
        default: ""
        }
    }

    private func typed(_ name: String) -> String? {
        submitted[name].map { $0.replacing("\r\n", with: "\n").replacing("\r", with: "\n").trimmed }
    }

    private func scalar(_ text: String?, _ type: ShapeType, old: JSON?) -> JSON? {
        // A box that was not on the page leaves its value alone.
        guard let text = text?.replacing("\r\n", with: "\n").trimmed else { return old }
        if text.isEmpty { return nil }
        if let old, ShapeReader.plain(old).trimmed == text { return old }
        switch type {
        case .number: return Int(text).map { .int($0) } ?? .string(text)
        case .scalar: return JSONNumber.isOne(text) ? .number(text) : .string(text)
        default: return .string(text)
        }
    }

    private func text(_ name: String, old: JSON?, mayBePlain: Bool) -> JSON? {
        guard let zh = typed("\(name).zh"), let en = typed("\(name).en") else { return old }
        if zh.isEmpty, en.isEmpty { return nil }
        if let plain = old?.string, plain.trimmed == zh, en.isEmpty { return old }
        if let old, (old["zh"]?.string ?? "").trimmed == zh, (old["en"]?.string ?? "").trimmed == en { return old }
        if mayBePlain, en.isEmpty { return .string(zh) }
        var members: [JSON.Member] = []
        if !en.isEmpty { members.append(JSON.Member("en", .string(en))) }
        if !zh.isEmpty { members.append(JSON.Member("zh", .string(zh))) }
        return .object(members)
    }

    private func flag(_ name: String, usual: Bool, old: JSON?) -> JSON? {
        guard let text = submitted[name] else { return old }
        let flag = text == "yes" || text == "true"
        if old?.bool == flag { return old }
        return flag == usual ? nil : .bool(flag)
    }

    private func choices(_ name: String, old: JSON?) -> JSON? {
        // An empty one is always sent along, so that none can be told from not asked.
        guard let sent = submitted.values[name] else { return old }
        let chosen = sent.filter { !$0.isEmpty }
        if let old, (old.array?.map(ShapeReader.plain) ?? [ShapeReader.plain(old)]) == chosen { return old }
        return chosen.isEmpty ? nil : .array(chosen.map(JSON.string))
    }

    private func lines(_ element: ShapeType, _ name: String, old: JSON?) -> JSON? {
        guard let sent = typed(name) else { return old }
        var lines = sent.split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
        if let more = typed("\(name).+"), !more.isEmpty { lines.append(more) }
        if let old, (old.array?.map(ShapeReader.plain) ?? [ShapeReader.plain(old)]).map(\.trimmed) == lines { return old }
        return lines.isEmpty ? nil : .array(lines.compactMap { scalar($0, element, old: nil) })
    }

    // MARK: Objects and lists

    private func record(_ fields: [ShapeField], name: String, path: String, old: JSON?) -> JSON? {
        let object = object(fields, name: name, path: path, old: old)
        return object.members?.isEmpty == false || old?.members != nil && !wasSent(name) ? object : nil
    }

    private func wasSent(_ name: String) -> Bool { submitted.values.keys.contains { $0.hasPrefix(name + ".") } }

    /// Whether the list stood on the page at all.
    private func isOnPage(_ name: String) -> Bool { submitted["\(name).#"] != nil }

    private func list(_ fields: [ShapeField], name: String, path: String, old: JSON?) -> JSON? {
        guard isOnPage(name) else { return old }
        let before = ShapeReader.rows(old, fields)
        var found = (rows[name] ?? []).sorted().map { index -> JSON in
            let was = before.indices.contains(index) ? before[index] : nil
            // One alone is written without a list; a plain word stands for its first member.
            let at = old?.array == nil && old != nil ? path : "\(path)/\(index)"
            names[at] = "\(name).\(index)"
            let row = object(fields, name: "\(name).\(index)", path: at, old: was?.object)
            if let was, let plain = was.plain, row.members?.count == 1, row[fields[0].key]?.string == plain { return .string(plain) }
            return row
        }
        if let act, act.list == name { found = act.applied(to: found, new: .object([])) }
        if old?.array == nil, old?.isNull == false, found.count == 1 { return found[0] }
        return found.isEmpty ? nil : .array(found)
    }

    /// The rows of a list as objects, with the word that stood for a row where it was one.
    static func rows(_ value: JSON?, _ fields: [ShapeField]) -> [(object: JSON, plain: String?)] {
        guard let value, !value.isNull else { return [] }
        return (value.array ?? [value]).map { row in
            row.string.map { (.object([JSON.Member(fields.first?.key ?? "code", .string($0))]), $0) } ?? (row, nil)
        }
    }

    private func map(_ element: ShapeType, name: String, path: String, old: JSON?) -> JSON? {
        guard isOnPage(name) else { return old }
        let before = old?.members ?? []
        var found = (rows[name] ?? []).sorted().map { index -> JSON.Member in
            let was = before.indices.contains(index) ? before[index].value : nil
            let key = typed("\(name).\(index).#key") ?? ""
            let at = "\(path)/\(key)"
            names[at] = "\(name).\(index)"
            return JSON.Member(
                key, value(element, name: "\(name).\(index)", path: at, old: was) ?? (element.members.isEmpty ? .null : .object([])))
        }
        if let act, act.list == name { found = act.applied(to: found, new: JSON.Member("", element.members.isEmpty ? .null : .object([]))) }
        // Two of one name would become one: the later keeps what was typed under a name of its own.
        var seen: Set<String> = []
        found = found.enumerated().map { index, member in
            var key = member.name.isEmpty ? "new" : member.name
            while !seen.insert(key).inserted { key += "_\(index + 1)" }
            return JSON.Member(key, member.value)
        }
        return found.isEmpty ? nil : .object(found)
    }

    /// The rows of a table that were on the page; those of other pages stay.
    private func table(_ columns: [ShapeField], headings: JSON?, name: String, path: String, old: JSON?) -> JSON? {
        guard isOnPage(name) else { return old }
        let headings = headings?.array?.compactMap(\.string) ?? []
        var rows = old?.array ?? []
        for index in (self.rows[name] ?? []).sorted() {
            let was = rows.indices.contains(index) ? rows[index].array ?? [] : []
            var cells = headings.enumerated().map { place, key -> JSON in
                let type = columns.first { $0.key == key }?.type ?? .scalar
                names["\(path)/\(index)/\(place)"] = "\(name).\(index).\(place)"
                let before = was.indices.contains(place) && !was[place].isNull ? was[place] : nil
                return cell("\(name).\(index).\(place)", type, old: before) ?? .null
            }
            while cells.count > was.count, cells.last == .null { cells.removeLast() }
            if rows.indices.contains(index) { rows[index] = .array(cells) } else { rows.append(.array(cells)) }
        }
        if let act, act.list == name { rows = act.applied(to: rows, new: .array([])) }
        return rows.isEmpty && old == nil ? nil : .array(rows)
    }

    private func cell(_ name: String, _ type: ShapeType, old: JSON?) -> JSON? {
        guard case .flag = type, let text = typed(name), !text.isEmpty else { return scalar(submitted[name], type, old: old) }
        if let old, ShapeReader.plain(old) == text { return old }
        return text == "true" ? true : text == "false" ? false : .string(text)
    }
}

/// Numbers as JSON writes them.
enum JSONNumber {
    static func isOne(_ text: String) -> Bool {
        text.wholeMatch(of: #/-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?/#) != nil
    }
}
