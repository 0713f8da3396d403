/// The text of an expression, for places and slices of it.
final class SourceText: Sendable {
    let scalars: [Unicode.Scalar]

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    /// Line and column, both from 1; the column counts characters of Unicode.
    func position(of offset: Int) -> (line: Int, column: Int) {
        var (line, start) = (1, 0)
        for (index, scalar) in scalars.prefix(offset).enumerated() where scalar == "\n" {
            line += 1
            start = index + 1
        }
        return (line, offset - start + 1)
    }

    func slice(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
        return String(view)
    }

    /// The line in which the offset lies, without its end.
    func line(around offset: Int) -> String {
        let at = min(offset, scalars.count)
        let start = scalars[..<at].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let end = scalars[at...].firstIndex(of: "\n") ?? scalars.count
        return slice(start..<end)
    }
}
