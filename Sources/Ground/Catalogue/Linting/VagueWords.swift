/// Words that name nothing in particular: 其他材料, 有关证明, 法律法规规定的其他情形, 必要时, and an open 等.
///
/// Places are counted in Unicode scalars, so that any language's program can cut the words out.
enum VagueWords {
    struct Match: Hashable {
        let offset: Int
        let length: Int
        let words: String
        /// An open `等`: it may be harmless beside a full list.
        let isOpenEnd: Bool
    }

    static func inChinese(_ text: String) -> [Match] {
        let scalars = Array(text.unicodeScalars)
        var found: [Match] = []
        var place = 0
        while place < scalars.count {
            if let length = phrase(scalars, place) {
                found.append(match(scalars, place, length, isOpenEnd: false))
                place += length
            } else if let length = openEnd(scalars, place) {
                found.append(match(scalars, place, length, isOpenEnd: true))
                place += length
            } else {
                place += 1
            }
        }
        return found
    }

    static func inEnglish(_ text: String) -> [Match] {
        let scalars = Array(text.unicodeScalars)
        let lower = scalars.map { $0.isASCII ? Unicode.Scalar(UInt8($0.value) | (("A"..."Z").contains($0) ? 0x20 : 0)) : $0 }
        var found: [Match] = []
        var place = 0
        while place < lower.count {
            let isStart = place == 0 || !lower[place - 1].properties.isAlphabetic
            let length = isStart ? english.first { starts(lower, place, $0) && !continues(lower, place + $0.count) }?.count : nil
            if let length { found.append(match(scalars, place, length, isOpenEnd: starts(lower, place, Array("etc".unicodeScalars)))) }
            place += length ?? 1
        }
        return found
    }

    private static func match(_ scalars: [Unicode.Scalar], _ place: Int, _ length: Int, isOpenEnd: Bool) -> Match {
        var words = String.UnicodeScalarView()
        words.append(contentsOf: scalars[place..<(place + length)])
        return Match(offset: place, length: length, words: String(words), isOpenEnd: isOpenEnd)
    }

    // MARK: Chinese

    private static func list(_ words: String) -> [[Unicode.Scalar]] {
        words.split(separator: " ").map { Array($0.unicodeScalars) }.sorted { $0.count > $1.count }
    }

    private static let others = list("其他 其它 另外的 别的")
    private static let related = list("相关 有关 相应的 相应 所需的 所需 必要的 需要的")
    private static let between = list("有关 相关 必要 需要 应当提交 应提交 需要提交 证明 申请 的")
    private static let documents = list("证明材料 证明文件 材料 资料 证明 文件 证件 手续 凭证 证照")
    private static let anything = list("证明材料 证明文件 材料 资料 证明 文件 证件 手续 凭证 证照 情形 情况 条件 事项 要求 事由")
    private static let fixed = list("必要时 视情况 视情 视具体情况 酌情 根据需要 根据情况 按需 认为必要的 认为需要的 等相关 等有关")
    private static let openings = list("法律 行政法规 法规 规章 国家 国务院 本市 有关部门 主管部门 登记机关 审批机关")
    private static let closings = list("规定的其他 规定的其它 要求的其他 要求的其它 认为需要的其他 认为必要的其他")

    private static func phrase(_ text: [Unicode.Scalar], _ place: Int) -> Int? {
        if openings.contains(where: { starts(text, place, $0) }), let length = lawCatchAll(text, place) { return length }
        if let closing = closings.first(where: { starts(text, place, $0) }) {
            return closing.count + noun(text, place + closing.count, anything)
        }
        if let other = others.first(where: { starts(text, place, $0) }) {
            let rest = noun(text, place + other.count, anything)
            return rest > 0 ? other.count + rest : nil
        }
        if let one = related.first(where: { starts(text, place, $0) }) {
            let rest = noun(text, place + one.count, documents)
            return rest > 0 ? one.count + rest : nil
        }
        guard let words = fixed.first(where: { starts(text, place, $0) }) else { return nil }
        return words.count + noun(text, place + words.count, documents)
    }

    /// `法律、行政法规规定的其他材料`: up to its end, within one sentence.
    private static func lawCatchAll(_ text: [Unicode.Scalar], _ place: Int) -> Int? {
        for end in place..<min(place + 24, text.count) {
            if "，。；：,.;:".unicodeScalars.contains(text[end]) { return nil }
            if let closing = closings.first(where: { starts(text, end, $0) }) {
                let length = end - place + closing.count
                return length + noun(text, place + length, anything)
            }
        }
        return nil
    }

    /// The length of a noun of the list that follows, words between included; 0 where there is none.
    private static func noun(_ text: [Unicode.Scalar], _ place: Int, _ nouns: [[Unicode.Scalar]]) -> Int {
        var at = place
        for _ in 0..<3 {
            if let found = nouns.first(where: { starts(text, at, $0) }) { return at - place + found.count }
            guard let word = between.first(where: { starts(text, at, $0) }) else { return 0 }
            at += word.count
        }
        return 0
    }

    private static let beforeWord = Set("同平高中初上下优劣均相对不何此特头一二三四五六七八九十两0123456789".unicodeScalars)
    private static let afterWord = Set("级待于候到分式价同额次第效位边腰高温量比身闲一二三四五六七八九十两0123456789 ".unicodeScalars)

    /// `等` that leaves a list open: not the word 等级, not 一等, and not `等三项`, which closes it.
    private static func openEnd(_ text: [Unicode.Scalar], _ place: Int) -> Int? {
        guard text[place] == "等", place > 0, !beforeWord.contains(text[place - 1]) else { return nil }
        if place + 1 < text.count, afterWord.contains(text[place + 1]) { return nil }
        return 1 + noun(text, place + 1, anything)
    }

    // MARK: English

    private static let english = [
        "any other documents", "other documents", "other materials", "other papers", "other evidence", "other circumstances",
        "relevant documents", "relevant materials", "relevant papers", "related documents", "related materials", "relevant proof",
        "supporting documents", "as required by law", "as otherwise required", "if necessary", "where necessary", "when necessary",
        "as appropriate", "and so on", "and the like", "etc.", "etc",
    ].map { Array($0.unicodeScalars) }

    private static func starts(_ text: [Unicode.Scalar], _ place: Int, _ words: [Unicode.Scalar]) -> Bool {
        guard place + words.count <= text.count else { return false }
        for (index, scalar) in words.enumerated() where text[place + index] != scalar { return false }
        return true
    }

    private static func continues(_ text: [Unicode.Scalar], _ place: Int) -> Bool {
        place < text.count && text[place].properties.isAlphabetic
    }
}
