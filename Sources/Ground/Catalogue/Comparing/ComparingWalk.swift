import Kernel

/// Goes through two contents of one shape side by side.
struct ComparingWalk {
    let naming: Naming
    private(set) var details: [Change.Detail] = []

    init(naming: Naming) { self.naming = naming }

    mutating func compare(_ fields: [ShapeField], _ before: JSON, _ after: JSON, place: [Text], path: String) {
        for field in fields {
            if case .table(let columns) = field.type {
                let (old, new) = (before.records(field.key), after.records(field.key))
                rows(.record(columns), old, new, place: place + [field.label], path: "\(path)/\(field.key)")
                continue
            }
            compare(field.type, before[field.key], after[field.key], place: place + [field.label], path: "\(path)/\(field.key)")
        }
        // A key that this program does not know is still told of.
        let known = Set(fields.map(\.key))
        let others = Set(((before.members ?? []) + (after.members ?? [])).map(\.name)).subtracting(known)
        for key in others.sorted() {
            leaf(before[key], after[key], .scalar, place: place + [Text(same: key)], path: "\(path)/\(key)")
        }
    }

    private mutating func compare(_ type: ShapeType, _ before: JSON?, _ after: JSON?, place: [Text], path: String) {
        let (before, after) = (before.flatMap(\.present), after.flatMap(\.present))
        guard before != after else { return }
        switch type {
        case .record(let fields):
            guard let before, let after, before.members != nil, after.members != nil else {
                return leaf(before, after, type, place: place, path: path)
            }
            compare(fields, before, after, place: place, path: path)
        case .map(let element, _):
            let (old, new) = (before?.members ?? [], after?.members ?? [])
            for name in Set((old + new).map(\.name)).sorted() {
                compare(
                    element, before?[name], after?[name], place: place + [ShapeWords.title(of: after?[name] ?? before?[name], or: name)],
                    path: "\(path)/\(name)")
            }
        case .list(let element):
            guard !element.members.isEmpty else { return leaf(before, after, type, place: place, path: path) }
            rows(element, before?.rows ?? [], after?.rows ?? [], place: place, path: path)
        default: leaf(before, after, type, place: place, path: path)
        }
    }

    /// Rows are the same where they bear the same name (code, field, item …); else where they stand at the same place.
    private mutating func rows(_ element: ShapeType, _ before: [JSON], _ after: [JSON], place: [Text], path: String) {
        let (old, new) = (RowKeys(before), RowKeys(after))
        for (index, row) in after.enumerated() {
            let title = place + [self.title(of: row) ?? ComparingText.numbered(index)]
            if let was = old.index(of: new.keys[index]) {
                compare(element, before[was], row, place: title, path: "\(path)/\(index)")
            } else {
                details.append(
                    Change.Detail(path: "\(path)/\(index)", place: ShapeWords.path(title), what: .added, before: nil, after: nil))
            }
        }
        for (index, row) in before.enumerated() where new.index(of: old.keys[index]) == nil {
            let title = place + [self.title(of: row) ?? ComparingText.numbered(index)]
            details.append(Change.Detail(path: "\(path)/\(index)", place: ShapeWords.path(title), what: .removed, before: nil, after: nil))
        }
        let kept = (old.keys.filter { new.index(of: $0) != nil }, new.keys.filter { old.index(of: $0) != nil })
        if kept.0 != kept.1 {
            func order(_ keys: [String], _ rows: [JSON], _ all: RowKeys) -> Text {
                ShapeWords.list(keys.map { key in all.index(of: key).map { ShapeWords.title(of: rows[$0], or: key) } ?? Text(same: key) })
            }
            details.append(
                Change.Detail(
                    path: path, place: ShapeWords.path(place + [ComparingText.moved]), what: .changed, before: order(kept.0, before, old),
                    after: order(kept.1, after, new)))
        }
    }

    private func title(of row: JSON) -> Text? { ShapeWords(naming: naming).title(of: row) }

    private mutating func leaf(_ before: JSON?, _ after: JSON?, _ type: ShapeType, place: [Text], path: String) {
        let what: Change.What = before == nil ? .added : after == nil ? .removed : .changed
        let words = ShapeWords(naming: naming)
        details.append(
            Change.Detail(
                path: path, place: ShapeWords.path(place), what: what, before: before.map { words.value($0, type) },
                after: after.map { words.value($0, type) }))
    }
}

/// What tells one row of a list from another.
private struct RowKeys {
    let keys: [String]
    private let places: [String: Int]

    init(_ rows: [JSON]) {
        var seen: [String: Int] = [:]
        var keys: [String] = []
        for (index, row) in rows.enumerated() {
            let own = ["code", "field", "item", "department", "licence", "law"].lazy.compactMap {
                row[$0]?.string ?? row[$0]?["zh"]?.string
            }.first
            let name = own ?? row.string ?? "#\(index)"
            seen[name, default: 0] += 1
            // A second row of the same name is told apart by its count.
            keys.append(seen[name] == 1 ? name : "\(name)#\(seen[name] ?? 0)")
        }
        self.keys = keys
        places = Dictionary(keys.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func index(of key: String) -> Int? { places[key] }
}

extension JSON {
    /// Null and empty lists count as absent.
    fileprivate var present: JSON? { isNull || array?.isEmpty == true || members?.isEmpty == true ? nil : self }
    /// The rows of a table under their columns' names.
    fileprivate func records(_ key: String) -> [JSON] {
        let columns = self["columns"]?.array?.compactMap(\.string) ?? []
        return (self[key]?.array ?? []).map { row in
            .object(zip(columns, row.array ?? []).filter { !$1.isNull }.map { JSON.Member($0, $1) })
        }
    }

    /// A list, or one alone.
    fileprivate var rows: [JSON] { array ?? [self] }
}
