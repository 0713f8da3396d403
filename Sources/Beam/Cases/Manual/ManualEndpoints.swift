import Catalogue
import Kernel
package import Web

extension Cases {
    package static let manualNav = Nav("manual", ManualText.title, "/console/manual")

    /// 业务手册: open to every official, for it is how all of them decide alike.
    var manualEndpoints: [Endpoint] { manuals.endpoints + manual.endpoints }

    // MARK: All of them

    struct ManualList: Sendable {
        let catalogue: Catalogue
        let department: String?
        let items: [ServiceItem]
        let next: String?
    }

    private var manuals: Screen<ManualList> {
        Screen(
            "manual.list", get: "/console/manual", access: .anyStaff, summary: ManualText.title,
            query: .object([.init("department", .string(maxLength: 60), required: false), .init("after", .string, required: false)]),
            load: { call in
                let snapshot = catalogue.snapshot
                let department = call.query["department"].flatMap { $0.isEmpty ? nil : $0 }
                let found = snapshot.items.keys.sorted().filter { code in
                    (call.query["after"].map { code > $0 } ?? true)
                        && (department.map { snapshot.items[code]?.department == $0 } ?? true)
                }
                let page = found.prefix(40).compactMap { snapshot.items[$0] }
                return ManualList(
                    catalogue: snapshot, department: department, items: page, next: found.count > page.count ? page.last?.code : nil)
            },
            page: { list, call in ManualListPage(list: list, isFirst: call.query["after"] == nil, language: call.language).page() },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("code", .string), .init("name", .text), .init("department", .string), .init("points", .integer),
                            .init("discretionary", .integer),
                        ]))), .init("next", .string.orNull),
            ]),
            json: { list, _ in
                [
                    "items": .array(
                        list.items.map { item in
                            [
                                "code": .string(item.code), "name": JSON(item.name), "department": .string(item.department),
                                "points": .int(item.reviewPoints.count),
                                "discretionary": .int(item.reviewPoints.count { $0.kind == .discretionary }),
                            ]
                        }), "next": JSON(list.next),
                ]
            })
    }

    // MARK: One

    struct Manual: Sendable {
        let catalogue: Catalogue
        let manual: OfficerManual
        let guide: Guide.ItemGuide
        let sheets: [ManualSheets.Sheet]
        /// Not the version in force: the one by which some case is handled.
        let isEarlier: Bool
    }

    private var manual: Screen<Manual> {
        Screen(
            "manual.item", get: "/console/manual/{item}", access: .anyStaff, summary: ManualText.one,
            query: .object([.init("version", .integer(min: 1, max: nil), required: false)]), refuses: ["web.not-found"],
            load: { call in
                let code = try call.parameter("item")
                let current = catalogue.snapshot
                let asked = call.query["version"].flatMap { Int($0) } ?? current.version
                guard let snapshot = asked == current.version ? current : try await published(asked), let item = snapshot.items[code],
                    let thing = snapshot.thing(code), let guide = Guide(thing, snapshot).items.first(where: { $0.item.code == code })
                else { throw WebProblem.notFound }
                let manual = OfficerManual(item, snapshot)
                let place = call.visitor.scope.grants.first { $0.department == nil || $0.department == item.department }?.region
                let desk = desk(thing, snapshot, at: call.now)
                let sheets = ManualSheets(
                    desk: desk, item: item, manual: manual, region: PassageDesk.office(item.office.level, place ?? .shanghai),
                    language: call.language
                ).sheets
                return Manual(
                    catalogue: snapshot, manual: manual, guide: guide, sheets: sheets, isEarlier: snapshot.version != current.version)
            },
            page: { manual, call in ManualPage(model: manual, language: call.language).page() }, gives: Cases.manualShape,
            json: { model, _ in model.json })
    }

    private static let manualShape: Schema = .object([
        .init("code", .string), .init("name", .text), .init("department", .text), .init("version", .integer),
        .init("discretionShare", .number),
        .init(
            "points",
            .array(
                .object([
                    .init("code", .string), .init("text", .text), .init("kind", .string), .init("check", .any.orNull),
                    .init("basis", .array(.any)), .init("benchmark", .array(.any)),
                ]))),
        .init("templates", .array(.object([.init("kind", .string), .init("name", .text), .init("content", .any)]))),
    ])

    /// A version that was once in force; nil where there is none of that number.
    private func published(_ version: Int) async throws -> Catalogue? {
        try await versions.version(version)?.placed(in: regions, industries: catalogue.snapshot.industries)
    }
}

extension Cases.Manual {
    fileprivate var json: JSON {
        [
            "code": .string(manual.item.code), "name": JSON(manual.item.name), "department": JSON(manual.department),
            "version": .int(catalogue.version), "discretionShare": .number(String(format2: manual.discretionShare)),
            "points": .array(
                manual.points.map { point in
                    [
                        "code": .string(point.code), "text": JSON(point.text), "kind": .string(point.kind.rawValue),
                        "check": JSON(point.check), "window": point.window.map { JSON($0) } ?? .null,
                        "basis": .array(point.basis.map { JSON($0) }),
                        "benchmark": .array(
                            point.benchmark.map { ["grade": JSON($0.grade), "when": JSON($0.when), "outcome": JSON($0.outcome)] }),
                    ]
                }),
            "templates": .array(
                sheets.map { ["kind": .string($0.kind.rawValue), "name": JSON($0.kind.name), "content": $0.content] }),
        ]
    }
}

extension String {
    /// With two digits after the point.
    fileprivate init(format2 share: Double) {
        let hundredths = Int((share * 100).rounded())
        self = "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
