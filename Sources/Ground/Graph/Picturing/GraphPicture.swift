package import Kernel

/// A picture as words: nodes and arrows, from which both the drawing (DOT, for Graphviz) and the text in its place are made.
package struct GraphPicture: Sendable, Hashable {
    /// A box with its words, its kind (shape, colour and caption) and what it stands for.
    package struct Box: Sendable, Hashable {
        package let name: Text
        package let caption: Text
        package let reference: NodeReference?
        package var isCentre: Bool

        package init(name: Text, caption: Text, reference: NodeReference?, isCentre: Bool = false) {
            (self.name, self.caption, self.reference, self.isCentre) = (name, caption, reference, isCentre)
        }
    }

    /// An arrow between two boxes, by their places.
    package struct Arrow: Sendable, Hashable {
        package let from: Int
        package let to: Int
        package let name: Text
        /// Not so yet: what somebody advises.
        package let isProposed: Bool

        package init(from: Int, to: Int, name: Text, isProposed: Bool = false) {
            (self.from, self.to, self.name, self.isProposed) = (from, to, name, isProposed)
        }
    }

    /// Which way it grows: downwards, one box below the other, suits a phone; sideways a screen.
    package enum Direction: Sendable, Hashable { case down, right }

    package let title: Text
    package let boxes: [Box]
    package let arrows: [Arrow]
    package let direction: Direction
    /// Neighbours that there was no room for.
    package let hidden: Int

    package init(title: Text, boxes: [Box], arrows: [Arrow], direction: Direction, hidden: Int = 0) {
        (self.title, self.boxes, self.arrows, self.direction, self.hidden) = (title, boxes, arrows, direction, hidden)
    }

    /// The same picture growing the other way.
    package func turned(_ direction: Direction) -> GraphPicture {
        GraphPicture(title: title, boxes: boxes, arrows: arrows, direction: direction, hidden: hidden)
    }

    /// The same in words, for whoever does not see it: one line for each arrow, then the boxes that stand alone.
    package func lines(_ language: Language) -> [String] {
        let colon = language == .zh ? "：" : ": "
        var lines = arrows.map { arrow in
            "\(words(boxes[arrow.from], language)) — \(arrow.name[language]) → \(words(boxes[arrow.to], language))"
        }
        let joined = Set(arrows.flatMap { [$0.from, $0.to] })
        for index in boxes.indices where !joined.contains(index) { lines.append(words(boxes[index], language)) }
        if hidden > 0 { lines.append(GraphText.more(hidden)[language]) }
        return lines.isEmpty ? [title[language] + colon] : lines
    }

    private func words(_ box: Box, _ language: Language) -> String {
        language == .zh ? "\(box.name.zh)（\(box.caption.zh)）" : "\(box.name.en) (\(box.caption.en))"
    }
}
