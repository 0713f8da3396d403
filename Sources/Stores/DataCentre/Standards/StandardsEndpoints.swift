import Catalogue
import Kernel
import Store
import Web

/// The register of standards as it is shown.
struct StandardsModel: Sendable {
    var elements: [DataElement]
    var findings: [StandardsFinding]
    var mappings: [CodeMapping]
    var mayMap: [DataResource]
    var prefix: String?
    /// After which element the next page begins; nil on the last.
    var next: String?
    var isFirst = true
    var catalogue: Catalogue

    var lists: [CodeList] { catalogue.codeLists.values.sorted { $0.code < $1.code } }
}

extension DataCentre {
    var standardsEndpoints: [Endpoint] { standards.endpoints + mapping.endpoints + unmapping.endpoints }

    private static let element: Schema = .object([
        .init("code", .string), .init("name", .text), .init("type", .string), .init("format", .string.orNull),
        .init("codeList", .string.orNull), .init("level", .integer), .init("source", .string.orNull), .init("masked", .boolean),
        .init("keptDays", .integer), .init("mayLeave", .boolean), .init("standard", .string.orNull), .init("version", .string),
        .init("status", .string),
    ])
    private static let list: Schema = .object([
        .init("code", .string), .init("name", .text), .init("source", .string.orNull), .init("version", .string),
        .init("status", .string), .init("values", .array(.object([.init("code", .string), .init("name", .text)]))),
    ])
    private static let variant: Schema = .object([
        .init("resource", .string), .init("element", .string), .init("theirs", .string), .init("ours", .string),
    ])
    private static let pageSize = 24

    private var standards: Screen<StandardsModel> {
        Screen(
            "datacentre.standards", get: "/console/data/standards", access: DataCentre.stewards, summary: StandardsText.title, tag: "data",
            query: .object([.init("kind", .string, required: false), .init("after", .string, required: false)]),
            load: { call in try await standardsModel(call) },
            page: { model, call in StandardsPage(model: model, language: call.language, csrf: call.visitor.csrf).page() },
            gives: .object([
                .init("elements", .array(DataCentre.element)), .init("codeLists", .array(DataCentre.list)),
                .init("mappings", .array(DataCentre.variant)), .init("next", .string.orNull),
                .init(
                    "findings",
                    .array(.object([.init("kind", .string), .init("code", .string), .init("name", .text), .init("words", .text)]))),
            ]),
            json: { model, _ in
                [
                    "elements": .array(
                        model.elements.map { element in
                            let grade = ElementGrade(sensitivity: element.sensitivity)
                            return [
                                "code": .string(element.code), "name": JSON(element.name), "type": .string(element.type.rawValue),
                                "format": JSON(element.format?.rawValue), "codeList": JSON(element.codeList), "level": .int(grade.level),
                                "source": JSON(element.source), "masked": .bool(grade.isMasked), "keptDays": .int(grade.keptDays),
                                "mayLeave": .bool(grade.mayLeave), "standard": JSON(element.standard), "version": .string(element.version),
                                "status": .string(element.status.rawValue),
                            ]
                        }),
                    "codeLists": .array(
                        model.lists.map { list in
                            [
                                "code": .string(list.code), "name": JSON(list.name), "source": JSON(list.source),
                                "version": .string(list.version), "status": .string(list.status.rawValue),
                                "values": .array(list.values.map { ["code": .string($0.code), "name": JSON($0.name)] }),
                            ]
                        }),
                    "mappings": .array(
                        model.mappings.map {
                            [
                                "resource": .string($0.resource), "element": .string($0.element), "theirs": .string($0.theirs),
                                "ours": .string($0.ours),
                            ]
                        }), "next": JSON(model.next),
                    "findings": .array(
                        model.findings.map {
                            [
                                "kind": .string($0.kind.rawValue), "code": .string($0.code), "name": JSON($0.name), "words": JSON($0.words),
                            ]
                        }),
                ]
            })
    }

    private func standardsModel(_ call: Call) async throws -> StandardsModel {
        let (snapshot, rights, prefix) = (catalogue.snapshot, DataRights(scope: call.visitor.scope), call.query["kind"])
        let (mappings, entries) = try await database.read { (try quality.mappings(in: $0), try ledger.entries(rights.seen, in: $0)) }
        let after = call.query["after"]
        let all = snapshot.elements.values.filter { (prefix == nil || $0.kind == prefix) && $0.code > after ?? "" }
            .sorted { $0.code < $1.code }
        let elements = Array(all.prefix(DataCentre.pageSize))
        let mine = resources(of: rights.actedFor, in: snapshot).compactMap { snapshot.resources[$0] }
        return StandardsModel(
            elements: elements, findings: Standards.findings(snapshot, entries), mappings: mappings, mayMap: mine, prefix: prefix,
            next: all.count > elements.count ? elements.last?.code : nil, isFirst: after == nil, catalogue: snapshot)
    }

    private var mapping: Act<CodeMapping, CodeMapping> {
        Act(
            "datacentre.mapping", post: "/console/data/mappings", access: .staff([.steward]), summary: StandardsText.map, tag: "data",
            takes: .object([
                .init("resource", .string), .init("element", .string), .init("theirs", .string(maxLength: 100)),
                .init("ours", .string(maxLength: 100)),
            ]), refuses: ["invalid", "datacentre.not-yours"],
            input: { submitted, _ in
                CodeMapping(
                    resource: submitted["resource"] ?? "", element: submitted["element"] ?? "",
                    theirs: String((submitted["theirs"] ?? "").prefix(100)), ours: String((submitted["ours"] ?? "").prefix(100)))
            },
            run: { mapping, call in
                let (snapshot, rights) = (catalogue.snapshot, DataRights(scope: call.visitor.scope))
                guard let resource = snapshot.resources[mapping.resource] else {
                    throw DataCentreRefusal.unknown(field: "resource").problem
                }
                guard rights.mayAct(for: resource.owner) else {
                    throw DataCentreRefusal.notYours(snapshot.departmentName(resource.owner)).problem
                }
                let told = resource.told
                guard told.contains(mapping.element), let element = snapshot.elements[mapping.element] else {
                    throw DataCentreRefusal.unknown(field: "element").problem
                }
                guard !mapping.theirs.isEmpty else { throw Problem.invalid([Problem.Fault("theirs", LedgerText.missing)]) }
                if let mistake = element.mistake(in: .string(mapping.ours), choices: snapshot.choices(of: element), today: call.now.date) {
                    throw Problem.invalid([Problem.Fault("ours", mistake)])
                }
                try await database.write { try quality.put(mapping, in: $0) }
                return mapping
            }, then: { _, _ in "/console/data/standards" },
            again: { problem, call in
                StandardsPage(model: try await standardsModel(call), language: call.language, csrf: call.visitor.csrf)
                    .page(problem: problem, values: call.submitted.values)
            }, gives: .object([.init("resource", .string)]), json: { mapping, _ in ["resource": .string(mapping.resource)] })
    }

    private var unmapping: Act<CodeMapping, String> {
        Act(
            "datacentre.mapping-remove", post: "/console/data/mappings/removal", access: .staff([.steward]), summary: StandardsText.unmap,
            tag: "data", takes: .object([.init("resource", .string), .init("element", .string), .init("theirs", .string)]),
            refuses: ["invalid", "datacentre.not-yours"],
            input: { submitted, _ in
                CodeMapping(
                    resource: submitted["resource"] ?? "", element: submitted["element"] ?? "", theirs: submitted["theirs"] ?? "", ours: "")
            },
            run: { mapping, call in
                let snapshot = catalogue.snapshot
                let owner = snapshot.resources[mapping.resource]?.owner ?? ""
                guard DataRights(scope: call.visitor.scope).mayAct(for: owner) else {
                    throw DataCentreRefusal.notYours(snapshot.departmentName(owner)).problem
                }
                try await database.write { try quality.remove(mapping, in: $0) }
                return mapping.resource
            }, then: { _, _ in "/console/data/standards" }, gives: .object([.init("resource", .string)]),
            json: { code, _ in ["resource": .string(code)] }, status: 200)
    }
}

/// The page of standards.
struct StandardsPage {
    let model: StandardsModel
    let language: Language
    let csrf: String

    func page(problem: Problem? = nil, values: [String: [String]] = [:]) -> Page {
        let here: Link = "/console/data/standards"
        let kinds = Set(model.catalogue.elements.values.map(\.kind)).sorted()
        let chips =
            [Components.Chip(SharingText.all, here, isCurrent: model.prefix == nil)]
            + kinds.map { Components.Chip(DataElement.subjectName($0), here.with("kind", $0), isCurrent: model.prefix == $0) }
        let filtered = model.prefix.map { here.with("kind", $0) } ?? here
        let rows = model.elements.map { element -> Components.Row in
            let grade = ElementGrade(sensitivity: element.sensitivity)
            let list = element.codeList.flatMap { model.catalogue.codeLists[$0] }
            return Components.Row([
                "\(element.name, language) \(Components.code(element.code))",
                "\(list.map(StandardsText.list) ?? StandardsText.type(element.type.rawValue), language)",
                "\(StandardsText.standing(element.standard, element.version, element.status), language)",
                "\(element.source.map(model.catalogue.departmentShortName) ?? Text(same: "—"), language)",
                Components.tag(
                    StandardsText.grade(grade.level, grade.name), grade.level > 3 ? .seal : grade.level > 2 ? .wait : .quiet, language),
                "\(StandardsText.handling(grade), language)",
            ])
        }
        let columns = [
            StandardsText.element, StandardsText.values, StandardsText.version, StandardsText.source, StandardsText.grade,
            StandardsText.handlingTitle,
        ].map { Components.Column($0) }
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data")], language))\
            \(Components.heading(StandardsText.title, lede: StandardsText.lede(model.catalogue.version), language))\(findings)\
            \(Components.card(StandardsText.mappings, mappings(problem, values), language))\
            \(Components.filterChips(chips, label: StandardsText.element, language))\
            \(Components.table(columns, rows: rows, caption: StandardsText.title, language))\
            \(Components.pager(next: model.next.map { filtered.with("after", $0) }, first: model.isFirst ? nil : filtered, language))\
            \(Components.card(StandardsText.lists, lists, language))
            """
        return Page(StandardsText.title, layout: .console(current: DataCentre.nav), body: body)
    }

    private var lists: HTML {
        let rows = model.lists.map { list in
            Components.Row([
                "\(list.name, language) \(Components.code(list.code))",
                "\(StandardsText.standing(list.source, list.version, list.status), language)", HTML(text: String(list.values.count)),
            ])
        }
        let columns = [StandardsText.lists, StandardsText.version, StandardsText.size].map { Components.Column($0) }
        return Components.table(columns, rows: rows, caption: StandardsText.lists, language)
    }

    private var findings: HTML {
        guard !model.findings.isEmpty else { return Components.banner(.done, "\(StandardsText.allBound, language)") }
        let groups = StandardsFinding.Kind.allCases.compactMap { kind -> HTML? in
            let found = model.findings.filter { $0.kind == kind }
            guard !found.isEmpty else { return nil }
            let rows = found.html {
                "<li>\(Components.code($0.code)) \($0.name, language) <span class=\"soft\">\($0.words, language)</span></li>"
            }
            return Components.details(StandardsText.finding(kind, found.count), "<ul class=\"plain\">\(rows)</ul>", language)
        }
        return Components.card(LedgerText.findings, groups.joined(), language)
    }

    private func mappings(_ problem: Problem?, _ values: [String: [String]]) -> HTML {
        let mine = Set(model.mayMap.map(\.code))
        let rows = model.mappings.map { mapping -> Components.Row in
            let button: HTML =
                mine.contains(mapping.resource)
                ? Components.postButton(
                    StandardsText.unmap, to: "/console/data/mappings/removal", kind: .plain, seal: FormSeal(csrf: csrf),
                    values: [("resource", mapping.resource), ("element", mapping.element), ("theirs", mapping.theirs)], language) : HTML()
            return Components.Row([
                "\(model.catalogue.resources[mapping.resource]?.name ?? Text(same: mapping.resource), language)",
                "\(model.catalogue.elements[mapping.element]?.name ?? Text(same: mapping.element), language)", HTML(text: mapping.theirs),
                HTML(text: mapping.ours), button,
            ])
        }
        let columns =
            [SharingText.resource, StandardsText.element, StandardsText.theirs, StandardsText.ours].map { Components.Column($0) }
            + [Components.Column(StandardsText.unmap, hidesTitle: true)]
        let table: HTML = rows.isEmpty ? HTML() : Components.table(columns, rows: rows, caption: StandardsText.mappings, language)
        guard !model.mayMap.isEmpty else { return table }
        let elements = Set(model.mayMap.flatMap(\.told)).sorted()
        let form = Form(
            action: "/console/data/mappings",
            fields: [
                Field("resource", SharingText.resource, .choice(model.mayMap.map { Option($0.code, $0.name) }, style: .select)),
                Field(
                    "element", StandardsText.element,
                    .choice(elements.map { Option($0, model.catalogue.elements[$0]?.name ?? Text(same: $0)) }, style: .select)),
                Field("theirs", StandardsText.theirs, .text(max: 100)), Field("ours", StandardsText.ours, .text(max: 100)),
            ], values: values, problem: problem, submit: StandardsText.map, seal: FormSeal(csrf: csrf))
        return table + Components.details(StandardsText.map, form.html(language), isOpen: problem != nil, language)
    }
}
