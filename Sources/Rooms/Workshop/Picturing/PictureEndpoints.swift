import Catalogue
import Graph
import Kernel
import Web

extension Workshop {
    var pictureEndpoints: [Endpoint] { pictureHome.endpoints + pictureScreen.endpoints + thingPictureScreen.endpoints }

    // MARK: Where one begins

    struct PictureHome: Sendable {
        let graph: Graph
        let words: String
        let found: [NodeReference]
        let things: [Thing]
    }

    private var pictureHome: Screen<PictureHome> {
        Screen(
            "workshop.pictures", get: "/console/graph/pictures", access: Workshop.officials, summary: PictureText.pictures,
            query: .object([.init("q", .string(maxLength: 100), required: false)]),
            load: { call in
                let graph = await graphs.graph(of: try await current())
                let words = String((call.query["q"] ?? "").prefix(100)).trimmed
                return PictureHome(
                    graph: graph, words: words, found: graph.found(words, limit: 60),
                    things: graph.catalogue.allThings.sorted { ($1.parts.count, $0.code) < ($0.parts.count, $1.code) })
            },
            page: { home, call in PictureHomePage(home: home, language: call.language).page() },
            gives: .object([.init("found", .array(.any)), .init("things", .array(.string))]),
            json: { home, _ in
                [
                    "found": .array(
                        home.found.map {
                            ["node": .string($0.description), "name": JSON(home.graph.name($0)), "kind": .string($0.kind.code)]
                        }),
                    "things": .array(home.things.map { .string($0.code) }),
                ]
            })
    }

    // MARK: Around a node

    struct NodePicture: Sendable {
        let graph: Graph
        let node: NodeReference
        let view: Graph.View
        let depth: Int
        let isWhole: Bool
        let drawn: DrawnPicture
    }

    private static let depths = 1...3

    private func nodePicture(_ call: Call) async throws -> NodePicture {
        guard let view = Graph.View(rawValue: try call.parameter("graph")), let kind = NodeKind(code: try call.parameter("kind")) else {
            throw WebProblem.notFound
        }
        let graph = await graphs.graph(of: try await current())
        let node = NodeReference(kind, try call.parameter("code"))
        let depth = min(max(call.query["depth"].flatMap { Int($0) } ?? 1, Workshop.depths.lowerBound), Workshop.depths.upperBound)
        let isWhole = call.query["all"] == "yes"
        let limit = isWhole ? 90 : 12 + 8 * depth
        guard let picture = graph.picture(around: node, in: view, depth: depth, limit: limit) else {
            throw WorkshopRefusal.notFound.problem
        }
        let none = DrawnPicture(picture: picture, id: "node", wide: nil, narrow: nil, failure: nil, links: [:])
        let drawn =
            call.face == .page ? await drawn(picture, id: "node", in: graph, call.language) { Workshop.picture(view, of: $0) } : none
        return NodePicture(graph: graph, node: node, view: view, depth: depth, isWhole: isWhole, drawn: drawn)
    }

    private var pictureScreen: Screen<NodePicture> {
        Screen(
            "workshop.picture", get: "/console/graph/{graph}/{kind}/{code}", access: Workshop.officials, summary: PictureText.node,
            query: .object([
                .init("depth", .integer(min: Workshop.depths.lowerBound, max: Workshop.depths.upperBound), required: false),
                .init("all", .oneOf(["yes"]), required: false),
            ]),
            refuses: ["workshop.not-found"], load: { try await nodePicture($0) },
            page: { picture, call in NodePicturePage(model: picture, depths: Workshop.depths, language: call.language).page() },
            gives: .object([.init("title", .text), .init("boxes", .array(.any)), .init("arrows", .array(.any)), .init("hidden", .integer)]),
            json: { model, _ in PictureJSON.picture(model.drawn.picture) })
    }

    // MARK: A thing

    struct ThingPicture: Sendable {
        let graph: Graph
        let thing: Thing
        let path: ThingPath?
        let matrix: SharedFields
        let before: DrawnPicture
        let after: DrawnPicture
    }

    private func thingPicture(_ call: Call) async throws -> ThingPicture {
        let graph = await graphs.graph(of: try await current())
        guard let thing = graph.catalogue.thing(try call.parameter("code")) else { throw WorkshopRefusal.notFound.problem }
        func picture(_ picture: GraphPicture, _ id: String) async -> DrawnPicture {
            guard call.face == .page else {
                return DrawnPicture(picture: picture, id: id, wide: nil, narrow: nil, failure: nil, links: [:])
            }
            return await drawn(picture, id: id, in: graph, call.language) { Workshop.picture(of: $0) }
        }
        return ThingPicture(
            graph: graph, thing: thing, path: graph.path(of: thing), matrix: SharedFields(thing, in: graph.catalogue),
            before: await picture(graph.before(thing), "before"), after: await picture(graph.after(thing), "after"))
    }

    private var thingPictureScreen: Screen<ThingPicture> {
        Screen(
            "workshop.thing-picture", get: "/console/graph/things/{code}", access: Workshop.officials, summary: PictureText.thing,
            refuses: ["workshop.not-found"], load: { try await thingPicture($0) },
            page: { model, call in ThingPicturePage(model: model, language: call.language).page() },
            gives: .object([.init("before", .any), .init("after", .any), .init("fields", .array(.any))]),
            json: { model, _ in
                [
                    "before": PictureJSON.picture(model.before.picture), "after": PictureJSON.picture(model.after.picture),
                    "fields": .array(
                        model.matrix.rows.map { row in
                            [
                                "field": .string(row.field), "name": JSON(row.name),
                                "items": .object(
                                    zip(model.matrix.columns, row.uses).compactMap { item, use in
                                        use.map { JSON.Member(item.code, .string($0.rawValue)) }
                                    }),
                            ]
                        }),
                ]
            })
    }
}

/// What programs are told of a picture.
enum PictureJSON {
    static func picture(_ picture: GraphPicture) -> JSON {
        [
            "title": JSON(picture.title),
            "boxes": .array(
                picture.boxes.map { ["name": JSON($0.name), "caption": JSON($0.caption), "node": JSON($0.reference?.description)] }),
            "arrows": .array(picture.arrows.map { ["from": .int($0.from), "to": .int($0.to), "name": JSON($0.name)] }),
            "hidden": .int(picture.hidden),
        ]
    }
}
