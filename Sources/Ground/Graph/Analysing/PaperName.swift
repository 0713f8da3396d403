/// A paper's name without what does not tell it apart: whose it is, original or copy, what stands in brackets.
enum PaperName {
    private static let fillers = [
        "复印件", "原件", "扫描件", "电子版", "电子", "有效", "本人", "申请人", "配偶", "父亲", "母亲", "父母", "双方", "法定代表人", "负责人", "代理人", "经办人",
        "委托人", "新生儿", "子女", "孩子", "企业", "单位", "居民", "公民", "中华人民共和国", "正本", "副本", "的",
    ]

    static func plain(_ name: String) -> String {
        var text = ""
        var depth = 0
        for character in name {
            switch character {
            case "（", "(", "【", "[": depth += 1
            case "）", ")", "】", "]": depth = max(0, depth - 1)
            default:
                let counts = depth == 0 && (character.isLetter || character.isNumber)
                if counts { text.append(character) }
            }
        }
        var short = text
        for filler in fillers { short = short.replacing(filler, with: "") }
        return short.isEmpty ? text : short
    }
}

/// A fact's name with its usual endings written one way, so that 手机号 and 手机号码 are the same.
enum FactName {
    private static let endings = [("号码", "号"), ("编号", "号"), ("证号", "号"), ("代码", "码"), ("名称", "名"), ("的", "")]

    static func plain(_ name: String) -> String {
        var text = String(name.filter { $0.isLetter || $0.isNumber })
        for (long, short) in endings { text = text.replacing(long, with: short) }
        return text
    }
}

/// How alike two names are: shared pairs of neighbouring characters (Dice's coefficient), 0 to 1.
enum NameLikeness {
    static func pairs(_ name: String) -> [String] {
        let characters = Array(name)
        guard characters.count > 1 else { return [name] }
        return characters.indices.dropLast().map { String(characters[$0...$0 + 1]) }
    }

    static func dice(_ a: [String], _ b: [String]) -> Double {
        if a.isEmpty || b.isEmpty { return 0 }
        var counts: [String: Int] = [:]
        for pair in a { counts[pair, default: 0] += 1 }
        var shared = 0
        for pair in b {
            guard let left = counts[pair], left > 0 else { continue }
            counts[pair] = left - 1
            shared += 1
        }
        return 2 * Double(shared) / Double(a.count + b.count)
    }

    /// Words of an English name, without those that carry nothing.
    static func words(_ name: String) -> Set<String> {
        let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        return Set(words).subtracting(["the", "a", "an", "of", "for", "and", "s", "no"])
    }
}
