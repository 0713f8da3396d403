import Kernel
import Web

/// A result that is understood at arm's length: a sign, a word, a sentence. The sign differs in shape as well as in colour.
struct VerdictPanel {
    enum Shape: String, Sendable, Hashable {
        /// A tick in a circle.
        case good
        /// A bar in a square.
        case stopped
        /// A cross in an octagon.
        case bad
    }

    let shape: Shape
    let word: Text
    let sentence: Text
    let below: Text?
    let language: Language

    init(_ shape: Shape, _ word: Text, _ sentence: Text, below: Text? = nil, _ language: Language) {
        self.shape = shape
        self.word = word
        self.sentence = sentence
        self.below = below
        self.language = language
    }

    init(_ verdict: Verdict, _ language: Language) { self.init(verdict.shape, verdict.name, verdict.advice, language) }

    var html: HTML {
        let line: HTML? = below.map { "<p class=\"soft\">\($0, language)</p>" }
        return """
            <div class="verdict \(shape.rawValue)" role="\(shape == .good ? "status" : "alert")">\(sign)\
            <div><p class="word">\(word, language)</p><p>\(sentence, language)</p>\(line)</div></div>
            """
    }

    private var sign: HTML {
        let drawing: HTML =
            switch shape {
            case .good: "<circle cx=\"24\" cy=\"24\" r=\"22\"/><path d=\"M13 25l8 8 15-17\"/>"
            case .stopped: "<rect x=\"3\" y=\"3\" width=\"42\" height=\"42\" rx=\"5\"/><path d=\"M13 24h22\"/>"
            case .bad: "<path class=\"ground\" d=\"M15 2h18l13 13v18L33 46H15L2 33V15z\"/><path d=\"M16 16l16 16M32 16L16 32\"/>"
            }
        return "<svg viewBox=\"0 0 48 48\" aria-hidden=\"true\" focusable=\"false\">\(drawing)</svg>"
    }
}
