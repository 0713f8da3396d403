/// The words around what a person wants: `怎么给孩子上户口` → `给孩子上户口`.
enum SearchFillers {
    /// The query without them, as long as something is left.
    static func essence(_ query: String) -> String {
        var text = Array(query.utf8)
        for word in joints where text.count > 9 { text = replacing(word, in: text, with: []) }
        for phrase in phrases {
            let shorter = replacing(phrase, in: text, with: gap)
            if shorter != text, !isEmpty(shorter) { text = shorter }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Bytes are compared: a whole character of UTF-8 is never found within another.
    private static func replacing(_ phrase: [UInt8], in text: [UInt8], with other: [UInt8]) -> [UInt8] {
        guard phrase.count <= text.count else { return text }
        var (out, at, isFound) = ([UInt8](), 0, false)
        while at < text.count {
            if text[at] == phrase[0], text[at...].starts(with: phrase) {
                out += other
                at += phrase.count
                isFound = true
            } else {
                out.append(text[at])
                at += 1
            }
        }
        return isFound ? out : text
    }

    private static func isEmpty(_ text: [UInt8]) -> Bool {
        !String(decoding: text, as: UTF8.self).unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }

    private static let gap = Array("，".utf8)
    /// What stands within a phrase without saying anything: 注册一家公司.
    private static let joints = ["一家", "一个", "一张", "一份", "一本", "的"].map { Array($0.utf8) }
    /// The longer before the shorter that they hold.
    private static let phrases = [
        "需要准备什么材料", "要准备什么材料", "需要准备什么", "需要带什么材料", "要带什么材料", "需要什么材料", "需要哪些材料", "需要什么手续", "要准备什么", "要带什么", "要什么材料", "要什么手续",
        "在哪里办理", "去哪里办理", "去哪里办", "在哪里办", "到哪里办", "去哪儿办", "在哪办", "去哪办", "到哪办", "在哪里", "去哪里", "到哪里", "去哪儿", "在哪儿", "去哪个部门", "哪个部门", "找谁办",
        "找谁",
        "怎么办理", "如何办理", "怎样办理", "怎么申请", "如何申请", "怎样申请", "怎么操作", "怎么弄", "怎么搞", "怎么办", "如何办", "怎样办", "咋办理", "咋办", "咋弄", "咋整", "怎么", "怎样",
        "如何", "咋样",
        "办理一下", "办一下", "办个", "办张", "我想要", "我想办", "我想", "我要办", "我要", "想要", "想办", "需要", "请问", "可以", "能不能", "可不可以", "是不是", "有没有", "要不要",
        "多长时间", "要多久", "多久", "哪里", "哪儿", "什么", "给我", "一下", "都要办", "要办", "办哪些", "哪些", "应该", "我们", "我家", "我的", "我", "吗", "呢", "啥", "咋",
    ].map { Array($0.utf8) }
}
