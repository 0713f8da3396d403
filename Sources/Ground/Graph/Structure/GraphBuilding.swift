import Catalogue
import Kernel

/// Puts a graph together: nodes by code, arrows with their reason. Order follows the codes, so that equal catalogues give equal graphs.
struct GraphBuilding {
    let catalogue: Catalogue
    private(set) var items: [String: ItemFacts] = [:]
    private(set) var nodes = NodeTable()
    private(set) var sources: [Int32] = []
    private(set) var targets: [Int32] = []
    private(set) var kinds: [EdgeKind] = []
    private(set) var reasons: [Int32] = []
    private(set) var texts: [Text] = []
    private var textNumbers: [Text: Int32] = [:]

    static func built(_ catalogue: Catalogue) -> GraphBuilding {
        var building = GraphBuilding(catalogue)
        building.addBodies()
        for code in catalogue.items.keys.sorted() { if let item = catalogue.items[code] { building.add(item) } }
        for thing in catalogue.allThings { building.add(thing) }
        building.addImplementations()
        return building
    }

    private init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    // MARK: Arrows

    private mutating func reason(_ text: Text?) -> Int32 {
        guard let text else { return -1 }
        if let known = textNumbers[text] { return known }
        textNumbers[text] = Int32(texts.count)
        texts.append(text)
        return Int32(texts.count - 1)
    }

    private mutating func join(_ from: Int32, _ kind: EdgeKind, _ to: Int32, _ why: Text? = nil) {
        let reason = reason(why)
        append(from, kind, to, reason)
    }

    private mutating func append(_ from: Int32, _ kind: EdgeKind, _ to: Int32, _ reason: Int32) {
        sources.append(from)
        targets.append(to)
        kinds.append(kind)
        reasons.append(reason)
    }

    // MARK: Who and what there is

    private mutating func addBodies() {
        for code in catalogue.departments.keys.sorted() { _ = nodes.add(.department, code) }
        for code in catalogue.elements.keys.sorted() {
            let element = nodes.add(.element, code)
            if let source = catalogue.elements[code]?.source { join(nodes.add(.department, source), .answersFor, element) }
        }
        for code in catalogue.licenceTypes.keys.sorted() {
            guard let type = catalogue.licenceTypes[code] else { continue }
            let node = nodes.add(.licenceType, code)
            join(nodes.add(.department, type.issuer), .issues, node)
            for element in type.elements { join(node, .states, nodes.add(.element, element)) }
        }
        for code in catalogue.resources.keys.sorted() {
            guard let resource = catalogue.resources[code] else { continue }
            let node = nodes.add(.resource, code)
            join(nodes.add(.department, resource.owner), .owns, node, resource.basis)
            for element in resource.elements { join(node, .holds, nodes.add(.element, element)) }
            for (role, elements) in resource.gives.sorted(by: { $0.key < $1.key }) {
                for element in elements { join(node, .holds, nodes.add(.element, element), GraphText.about(role)) }
            }
        }
    }

    // MARK: Items

    private mutating func add(_ item: ServiceItem) {
        guard let facts = ItemFacts(item, in: catalogue) else { return }
        items[item.code] = facts
        let node = nodes.add(.item, item.code)
        let power = nodes.add(.power, item.powerCode)
        join(nodes.add(.department, item.department), .exercises, power, item.bases.first?.citation)
        join(power, .handles, node, item.bases.first?.citation)
        join(nodes.add(.department, item.department), .handles, node)
        for question in item.questions { join(node, .distinguishes, situation(item.code, question.code), question.why) }
        for material in item.materials { add(material, of: item, node) }
        for field in facts.fields { add(field, of: item, node, facts) }
        for check in facts.checks {
            for element in check.elements.sorted() { join(node, .checks, nodes.add(.element, element), check.point.text) }
        }
        for record in facts.records { join(node, .records, nodes.add(.element, record.element)) }
        for (index, result) in item.results.enumerated() {
            let made = nodes.add(.result, "\(item.code)/\(index)")
            join(node, .gives, made)
            if let licence = result.licence { join(made, .issues, nodes.add(.licenceType, licence)) }
        }
    }

    private mutating func situation(_ owner: String, _ question: String) -> Int32 { nodes.add(.situation, "\(owner)/\(question)") }

    private mutating func add(_ material: Material, of item: ServiceItem, _ node: Int32) {
        let paper = nodes.add(.material, material.code)
        join(node, .asks, paper, material.bases.first?.citation)
        if let issuer = material.issuer { join(nodes.add(.department, issuer), .issues, paper) }
        for question in ItemFacts.questions(in: material.when) {
            join(situation(item.code, question), .decides, paper, GraphText.when(material.when))
        }
        for proof in material.satisfiedBy {
            switch proof {
            case .licence(let type, let role): join(paper, .provenByLicence, nodes.add(.licenceType, type), GraphText.about(role))
            case .resource(let code, let role): join(paper, .provenByResource, nodes.add(.resource, code), GraphText.about(role))
            case .result(let other):
                for index in (catalogue.items[other]?.results ?? []).indices {
                    join(paper, .provenByResult, nodes.add(.result, "\(other)/\(index)"), catalogue.items[item.code]?.name)
                }
            }
        }
    }

    private mutating func add(_ field: ItemFacts.Field, of item: ServiceItem, _ node: Int32, _ facts: ItemFacts) {
        let element = nodes.add(.element, field.element)
        let written = facts.thing.parts.first?.item.fields.first { $0.field == field.field }
        join(node, .fills, element, written?.why)
        for question in ItemFacts.questions(in: written?.when) {
            join(situation(item.code, question), .decides, element, GraphText.when(written?.when))
        }
    }

    // MARK: Things and offices

    private mutating func add(_ thing: Thing) {
        let node = nodes.add(.thing, thing.code)
        join(nodes.add(.department, thing.lead), .leads, node)
        for body in thing.cooperating { join(nodes.add(.department, body.department), .takesPart, node, body.duty) }
        // A question that decides which items belong is the thing's, whichever item it came from: asked once, it is nobody's own.
        let deciding = Set(thing.parts.flatMap { ItemFacts.questions(in: $0.when) + [$0.optional].compactMap(\.self) })
        let own = Set(thing.parts.flatMap { $0.item.questions.map(\.code) }).subtracting(deciding)
        for question in thing.questions where !own.contains(question.code) {
            join(node, .distinguishes, situation(thing.code, question.code), question.why)
        }
        for part in thing.parts {
            let item = nodes.add(.item, part.item.code)
            join(node, .joins, item, GraphText.when(part.when))
            for question in Set(ItemFacts.questions(in: part.when) + [part.optional].compactMap(\.self)).sorted() {
                guard thing.questions.contains(where: { $0.code == question }) else { continue }
                join(situation(thing.code, question), .decides, item, GraphText.when(part.when))
            }
            for other in part.after where catalogue.items[other] != nil { join(item, .needs, nodes.add(.item, other), thing.name) }
        }
    }

    /// An office asks for what its item asks for: what a district does at its counter is found by the same walk.
    private mutating func addImplementations() {
        let table = catalogue.implementations
        let items = table.itemCodes.map { catalogue.items[$0] }
        let numbers = table.itemCodes.map { nodes.number(.item, $0) }
        let papers = items.map { item in (item?.materials ?? []).map { nodes.add(.material, $0.code) } }
        let bodies = table.offices.map { nodes.add(.department, $0.department) }
        for row in 0..<table.count {
            let number = table.itemNumber(of: row)
            guard let item = numbers[number] else { continue }
            let office = table.officeNumber(of: row)
            let node = nodes.add(.implementation, "\(table.itemCodes[number])@\(table.offices[office].code)")
            append(bodies[office], .handles, node, -1)
            append(node, .implements, item, -1)
            for paper in papers[number] { append(node, .asks, paper, -1) }
        }
    }
}
