package import Kernel

/// The process of a thing as BPMN 2.0 with its diagram (BPMN DI): a pool, a lane for each department, tasks for the steps of its items,
/// gateways where ways part and meet.
package struct ProcessModel: Sendable {
    private let thing: Thing
    private let language: Language
    private let base: String
    let plan: ProcessPlan

    package init(_ thing: Thing, _ catalogue: Catalogue, language: Language, base: String) {
        (self.thing, self.language, self.base) = (thing, language, base)
        plan = ProcessPlan(thing, catalogue)
    }

    package var xml: [UInt8] {
        let name = XMLText.attribute(thing.name[language])
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
            xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" \
            xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="definitions" \
            name="\(name)" targetNamespace="\(XMLText.attribute("\(base)/things/\(thing.code)"))" \
            expressionLanguage="https://www.omg.org/spec/DMN/20191111/FEEL/">
            <bpmn:collaboration id="collaboration">
            <bpmn:participant id="pool" name="\(name)" processRef="process"/>
            </bpmn:collaboration>
            <bpmn:process id="process" name="\(name)" processType="Public" isClosed="false" isExecutable="false">
            \(documentation(thing.name))<bpmn:laneSet id="lanes">
            \(plan.lanes.enumerated().map(lane).joined())</bpmn:laneSet>
            \(plan.nodes.map(node).joined())\(plan.flows.map(flow).joined())</bpmn:process>
            \(diagram)</bpmn:definitions>

            """
        return Array(text.utf8)
    }

    /// The same in the other language.
    private func documentation(_ text: Text?) -> String {
        guard let text, text.zh != text.en else { return "" }
        return "<bpmn:documentation textFormat=\"text/plain\">\(XMLText.content(text[language.other]))</bpmn:documentation>\n"
    }

    private func lane(_ index: Int, _ lane: ProcessPlan.Lane) -> String {
        let references = plan.nodes.filter { $0.lane == index }.map { "<bpmn:flowNodeRef>\($0.id)</bpmn:flowNodeRef>\n" }.joined()
        return "<bpmn:lane id=\"\(lane.id)\" name=\"\(XMLText.attribute(lane.name[language]))\">\n\(references)</bpmn:lane>\n"
    }

    private func node(_ node: ProcessPlan.Node) -> String {
        let element: String
        switch node.shape {
        case .start: element = "startEvent"
        case .end: element = "endEvent"
        case .userTask: element = "userTask"
        case .serviceTask: element = "serviceTask"
        case .exclusive: element = "exclusiveGateway"
        case .parallel: element = "parallelGateway"
        }
        let (incoming, outgoing) = (plan.flows.filter { $0.to == node.id }, plan.flows.filter { $0.from == node.id })
        var attributes = " id=\"\(node.id)\""
        if let name = node.name { attributes += " name=\"\(XMLText.attribute(name[language]))\"" }
        if node.shape == .exclusive || node.shape == .parallel {
            attributes += " gatewayDirection=\"\(outgoing.count > 1 ? "Diverging" : "Converging")\""
        }
        if let other = outgoing.first(where: { $0.kind == .way(round: true) }) { attributes += " default=\"\(other.id)\"" }
        return "<bpmn:\(element)\(attributes)>\n" + documentation(node.name)
            + incoming.map { "<bpmn:incoming>\($0.id)</bpmn:incoming>\n" }.joined()
            + outgoing.map { "<bpmn:outgoing>\($0.id)</bpmn:outgoing>\n" }.joined() + "</bpmn:\(element)>\n"
    }

    private func flow(_ flow: ProcessPlan.Flow) -> String {
        var start = "<bpmn:sequenceFlow id=\"\(flow.id)\" sourceRef=\"\(flow.from)\" targetRef=\"\(flow.to)\""
        if let name = flow.name { start += " name=\"\(XMLText.attribute(name[language]))\"" }
        guard case .conditional(let condition) = flow.kind else { return start + "/>\n" }
        return start + ">\n<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">\(XMLText.content(condition))"
            + "</bpmn:conditionExpression>\n</bpmn:sequenceFlow>\n"
    }

    // MARK: Diagram

    private var diagram: String {
        let layout = ProcessLayout(plan)
        var shapes = shape("pool", layout.pool, " isHorizontal=\"true\"")
        for (index, lane) in plan.lanes.enumerated() { shapes += shape(lane.id, layout.lane(index), " isHorizontal=\"true\"") }
        for node in plan.nodes { shapes += shape(node.id, layout.bounds(of: node)) }
        let edges = plan.flows.map { flow in
            let points = layout.points(of: flow).map { "<di:waypoint x=\"\($0.x)\" y=\"\($0.y)\"/>\n" }.joined()
            return "<bpmndi:BPMNEdge id=\"\(flow.id)_edge\" bpmnElement=\"\(flow.id)\">\n\(points)</bpmndi:BPMNEdge>\n"
        }
        return """
            <bpmndi:BPMNDiagram id="diagram">
            <bpmndi:BPMNPlane id="plane" bpmnElement="collaboration">
            \(shapes)\(edges.joined())</bpmndi:BPMNPlane>
            </bpmndi:BPMNDiagram>

            """
    }

    private func shape(_ id: String, _ bounds: ProcessLayout.Bounds, _ attributes: String = "") -> String {
        """
        <bpmndi:BPMNShape id="\(id)_shape" bpmnElement="\(id)"\(attributes)>
        <dc:Bounds x="\(bounds.x)" y="\(bounds.y)" width="\(bounds.width)" height="\(bounds.height)"/>
        </bpmndi:BPMNShape>

        """
    }
}

/// Where the cells of a plan lie, in pixels.
struct ProcessLayout {
    struct Bounds: Sendable, Hashable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        var right: Int { x + width }
        var bottom: Int { y + height }
        var middle: (x: Int, y: Int) { (x + width / 2, y + height / 2) }
    }

    private static let (columnWidth, rowHeight, header) = (170, 130, 60)
    private let plan: ProcessPlan

    init(_ plan: ProcessPlan) { self.plan = plan }

    private var width: Int { ((plan.nodes.map(\.column).max() ?? 0) + 1) * ProcessLayout.columnWidth + ProcessLayout.header }
    var pool: Bounds {
        Bounds(x: 0, y: 0, width: width, height: (plan.lanes.last?.rows.upperBound ?? 1) * ProcessLayout.rowHeight)
    }

    func lane(_ index: Int) -> Bounds {
        let rows = plan.lanes[index].rows
        return Bounds(
            x: 30, y: rows.lowerBound * ProcessLayout.rowHeight, width: width - 30, height: rows.count * ProcessLayout.rowHeight)
    }

    func bounds(of node: ProcessPlan.Node) -> Bounds {
        let (width, height): (Int, Int) =
            switch node.shape {
            case .start, .end: (36, 36)
            case .exclusive, .parallel: (50, 50)
            case .userTask, .serviceTask: (120, 70)
            }
        let centre = (
            x: ProcessLayout.header + node.column * ProcessLayout.columnWidth + 70, y: node.row * ProcessLayout.rowHeight + 75
        )
        return Bounds(x: centre.x - width / 2, y: centre.y - height / 2, width: width, height: height)
    }

    /// From the right of one to the left of the other. It goes up or down in the gap behind its first end, where no node stands.
    func points(of flow: ProcessPlan.Flow) -> [(x: Int, y: Int)] {
        guard let from = plan[flow.from], let to = plan[flow.to] else { return [] }
        let (first, last) = (bounds(of: from), bounds(of: to))
        if case .way(round: true) = flow.kind {
            let above = first.middle.y - 60
            return [(first.middle.x, first.y), (first.middle.x, above), (last.middle.x, above), (last.middle.x, last.y)]
        }
        if from.row == to.row { return [(first.right, first.middle.y), (last.x, last.middle.y)] }
        let gap = ProcessLayout.header + (from.column + 1) * ProcessLayout.columnWidth - 20
        return [(first.right, first.middle.y), (gap, first.middle.y), (gap, last.middle.y), (last.x, last.middle.y)]
    }
}

/// Text as XML wants it.
enum XMLText {
    static func content(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            // Other control characters may not stand in XML 1.0 at all.
            case _ where scalar.value < 0x20 && !"\t\n\r".unicodeScalars.contains(scalar): result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
    }

    static func attribute(_ text: String) -> String {
        content(text).replacing("\"", with: "&quot;").replacing("\n", with: "&#10;").replacing("\t", with: "&#9;").replacing(
            "\r", with: "&#13;")
    }
}
