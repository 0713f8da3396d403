package import Catalogue
import Kernel

extension Graph {
    /// A thing as it was: one desk after the other, each with its form and its papers.
    package func before(_ thing: Thing, direction: GraphPicture.Direction = .down) -> GraphPicture {
        var boxes = [GraphPicture.Box(name: GraphText.applicant, caption: thing.applicant.name, reference: nil, isCentre: true)]
        var arrows: [GraphPicture.Arrow] = []
        for part in thing.parts {
            let department = name(NodeReference(.department, part.item.department))
            let caption = GraphText.desk(department, part.item.materials.count, part.item.fields.count)
            boxes.append(GraphPicture.Box(name: part.item.name, caption: caption, reference: NodeReference(.item, part.item.code)))
            arrows.append(GraphPicture.Arrow(from: 0, to: boxes.count - 1, name: GraphText.applies))
        }
        return GraphPicture(
            title: GraphText.before(thing.name), boxes: boxes, arrows: arrows + waits(thing, offset: 1), direction: direction)
    }

    /// The thing as it is: one form, and the platform does the walking.
    package func after(_ thing: Thing, direction: GraphPicture.Direction = .down) -> GraphPicture {
        let fields = Set(thing.parts.flatMap { $0.item.fields.map(\.field) })
        let papers = Set(thing.parts.flatMap { $0.item.materials.map(\.code) })
        var boxes = [
            GraphPicture.Box(name: GraphText.applicant, caption: thing.applicant.name, reference: nil, isCentre: true),
            GraphPicture.Box(
                name: GraphText.oneForm, caption: GraphText.form(papers.count, fields.count),
                reference: thing.isSingle ? nil : NodeReference(.thing, thing.code)),
        ]
        var arrows = [GraphPicture.Arrow(from: 0, to: 1, name: GraphText.appliesOnce)]
        for part in thing.parts {
            boxes.append(
                GraphPicture.Box(
                    name: part.item.name, caption: name(NodeReference(.department, part.item.department)),
                    reference: NodeReference(.item, part.item.code)))
            let isFirst = !part.after.contains { thing.part($0) != nil }
            if isFirst { arrows.append(GraphPicture.Arrow(from: 1, to: boxes.count - 1, name: GraphText.passesOn)) }
        }
        return GraphPicture(
            title: GraphText.after(thing.name), boxes: boxes, arrows: arrows + waits(thing, offset: 2), direction: direction)
    }

    private func waits(_ thing: Thing, offset: Int) -> [GraphPicture.Arrow] {
        let places = Dictionary(thing.parts.enumerated().map { ($1.item.code, $0 + offset) }) { first, _ in first }
        return thing.parts.enumerated().flatMap { place, part in
            part.after.compactMap { other in
                places[other].map { GraphPicture.Arrow(from: $0, to: place + offset, name: GraphText.waitsFor) }
            }
        }
    }
}
