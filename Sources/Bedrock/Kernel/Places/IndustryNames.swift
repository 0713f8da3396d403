extension Industries {
    /// The industry that somebody wrote by its code, its name, or both: `H6210`, `6210`, `正餐服务`, `正餐服务（6210）`.
    ///
    /// Where a class and the group that is made of it alone bear one name, the class is meant. A name that several have, and one that none
    /// has, is a fault that names up to five.
    package func named(_ written: String) throws(NameFault) -> Industry {
        guard written.unicodeScalars.count <= NameFault.longest else { throw .tooLong(written, hint: Industries.hint) }
        let typed = NameFolding.folded(written)
        if let known = industry(typed) { return known }
        let (code, name) = Industries.parts(written)
        let called = byName[name] ?? []
        // Code and name together have to agree: one of them may be a slip.
        if let code, !name.isEmpty, let coded = industry(code) {
            if NameFolding.folded(coded.name.zh) == name || NameFolding.folded(coded.name.en) == name { return coded }
            throw .several(written, ([coded] + called.prefix(NameFault.most - 1)).map(\.written), count: called.count + 1)
        }
        if let last = called.last, code == nil {
            if called.dropLast().allSatisfy({ last.code.hasPrefix($0.code) }) { return last }
            throw .several(written, called.prefix(NameFault.most).map(\.written), count: called.count)
        }
        throw .unknown(written, near: near(name).map(\.written), hint: Industries.hint)
    }

    /// The industry as a person writes it: `正餐服务（H6210）`. nil for one that is not known.
    package func written(_ code: String) -> Text? { industry(code)?.written }

    /// Classes in whose names it stands, or else those with whose names it has most in common.
    private func near(_ name: String) -> [Industry] {
        let classes = all.filter { $0.level == .class }
        let holding = classes.filter { $0.name.zh.contains(name) }
        if !name.isEmpty, !holding.isEmpty { return Array(holding.prefix(NameFault.most)) }
        let pairs = NameFolding.pairs(name)
        let alike = classes.map { ($0, NameFolding.pairs($0.name.zh).intersection(pairs).count) }.filter { $0.1 > 0 }
        return alike.sorted { ($1.1, $0.0.code) < ($0.1, $1.0.code) }.prefix(NameFault.most).map(\.0)
    }

    /// A code in brackets behind a name or written out beside it, and the name.
    private static func parts(_ written: String) -> (code: String?, name: String) {
        if let match = written.wholeMatch(of: #/(.+)[（(]\s*([A-Ta-t]?[0-9]{0,4})\s*[）)]\s*/#), !match.2.isEmpty {
            return (String(match.2), NameFolding.folded(String(match.1)))
        }
        let typed = NameFolding.folded(written)
        if let match = typed.wholeMatch(of: #/([a-t]?[0-9]{2,4})(.*)/#) { return (String(match.1), String(match.2)) }
        if let match = typed.wholeMatch(of: #/(.*[^a-z0-9])([a-t]?[0-9]{2,4})/#) { return (String(match.2), String(match.1)) }
        return (nil, typed)
    }

    private static let hint = Text(
        "请写国民经济行业分类里的名称或者代码，例如“正餐服务”或者 H6210。",
        "Please write the name or the code of a class of GB/T 4754, such as “正餐服务” or H6210.")
}

extension Industries.Industry {
    /// Name and code.
    var written: Text { Text("\(name.zh)（\(code)）", "\(name.en) (\(code))") }
}
