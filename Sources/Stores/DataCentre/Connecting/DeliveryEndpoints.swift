import Catalogue
import Kernel
import Store
import Web

/// Files that departments dropped, the latest first.
struct DeliveryList: Sendable {
    var deliveries: [FileDelivery]
    var next: ID?
    var isFirst: Bool
    var catalogue: Catalogue
    var today: LocalDate
}

/// One file with the lines that were not taken.
struct DeliveryFile: Sendable {
    var delivery: FileDelivery
    var rejected: [DroppedFile.Fault]
    /// The line after which the next page begins.
    var next: Int?
    var isFirst: Bool
    var catalogue: Catalogue
}

extension DataCentre {
    var deliveryEndpoints: [Endpoint] { deliveryList.endpoints + deliveryFile.endpoints }

    private static let shownDeliveries = 30
    private static let shownLines = 100

    private var deliveryList: Screen<DeliveryList> {
        Screen(
            "datacentre.deliveries", get: "/console/data/deliveries", access: DataCentre.stewards, summary: DeliveryText.title, tag: "data",
            query: .object([.init("after", .id, required: false)]),
            load: { call in
                let (before, seen) = (try call.place("after"), DataRights(scope: call.visitor.scope).seen)
                let found = try await database.read {
                    try deliveries.deliveries(seen, before: before, limit: DataCentre.shownDeliveries + 1, in: $0)
                }
                let shown = Array(found.prefix(DataCentre.shownDeliveries))
                return DeliveryList(
                    deliveries: shown, next: found.count > shown.count ? shown.last?.id : nil, isFirst: before == nil,
                    catalogue: catalogue.snapshot, today: call.now.date)
            }, page: { list, call in DeliveryPages(language: call.language).list(list) },
            gives: .object([.init("items", .array(DeliveryJSON.schema)), .init("next", .id.orNull)]),
            json: { list, _ in ["items": .array(list.deliveries.map(DeliveryJSON.json)), "next": JSON(list.next?.rawValue)] })
    }

    private var deliveryFile: Screen<DeliveryFile> {
        Screen(
            "datacentre.delivery", get: "/console/data/deliveries/{id}", access: DataCentre.stewards, summary: DeliveryText.one,
            tag: "data", query: .object([.init("after", .integer, required: false)]), refuses: ["datacentre.not-found"],
            load: { call in
                let (id, rights) = (try call.id(), DataRights(scope: call.visitor.scope))
                let after = call.query["after"].flatMap { Int($0) } ?? 0
                return try await database.read { connection in
                    // A file of nobody's is for whoever watches over all.
                    guard let delivery = try deliveries.delivery(id, in: connection),
                        delivery.department.map({ rights.maySee($0) }) ?? (rights.seen == nil)
                    else { throw DataCentreRefusal.notFound.problem }
                    let found = try deliveries.rejected(of: id, after: after, limit: DataCentre.shownLines + 1, in: connection)
                    let shown = Array(found.prefix(DataCentre.shownLines))
                    return DeliveryFile(
                        delivery: delivery, rejected: shown, next: found.count > shown.count ? shown.last?.line : nil, isFirst: after == 0,
                        catalogue: catalogue.snapshot)
                }
            }, page: { file, call in DeliveryPages(language: call.language).file(file) },
            gives: .object([
                .init("delivery", DeliveryJSON.schema),
                .init("rejected", .array(.object([.init("line", .integer), .init("message", .text)]))), .init("next", .integer.orNull),
            ]),
            json: { file, _ in
                [
                    "delivery": DeliveryJSON.json(file.delivery),
                    "rejected": .array(file.rejected.map { ["line": .int($0.line), "message": JSON($0.what)] }),
                    "next": file.next.map { .int($0) } ?? .null,
                ]
            })
    }
}

/// A delivery for programs.
enum DeliveryJSON {
    static let schema: Schema = .object([
        .init("id", .id), .init("at", .dateTime), .init("file", .string), .init("resource", .string.orNull),
        .init("form", .oneOf(FileDelivery.Form.allCases.map(\.rawValue))), .init("taken", .integer), .init("ended", .integer),
        .init("rejected", .integer), .init("fault", Schema.text.orNull),
    ])

    static func json(_ delivery: FileDelivery) -> JSON {
        [
            "id": .string(delivery.id.rawValue), "at": .string(delivery.at.rfc3339), "file": .string(delivery.file),
            "resource": JSON(delivery.resource), "form": .string(delivery.form.rawValue), "taken": .int(delivery.taken),
            "ended": .int(delivery.ended), "rejected": .int(delivery.rejected), "fault": delivery.fault.map { JSON($0) } ?? .null,
        ]
    }
}

/// The pages of dropped files.
struct DeliveryPages {
    let language: Language

    private static let home: Link = "/console/data/deliveries"

    func list(_ list: DeliveryList) -> Page {
        let rows = list.deliveries.map { delivery in
            Components.Row([
                "<a href=\"\(Link("/console/data/deliveries/\(delivery.id)"))\">\(delivery.file)</a>",
                "\(what(delivery, list.catalogue), language)",
                Components.moment(delivery.at, near: list.today, language), "\(delivery.form.name, language)", "\(delivery.taken)",
                "\(delivery.ended)", "\(delivery.rejected)", state(delivery),
            ])
        }
        let columns = [
            Components.Column(DeliveryText.file), Components.Column(SharingText.resource), Components.Column(DataCentreText.when),
            Components.Column(DeliveryText.form), Components.Column(DeliveryText.taken, .number),
            Components.Column(DeliveryText.ended, .number), Components.Column(DeliveryText.rejected, .number),
            Components.Column(SharingText.state),
        ]
        let table: HTML =
            rows.isEmpty
            ? Components.emptyState(DeliveryText.none, language)
            : Components.table(columns, rows: rows, caption: DeliveryText.title, language)
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (SharingText.sources, "/console/data/sources")], language))\
            \(Components.heading(DeliveryText.title, lede: DeliveryText.lede, language))\(table)\
            \(Components.pager(next: list.next.map { DeliveryPages.home.with("after", $0.rawValue) }, first: list.isFirst ? nil : DeliveryPages.home, language))
            """
        return Page(DeliveryText.title, layout: .console(current: DataCentre.nav), body: body)
    }

    private func what(_ delivery: FileDelivery, _ catalogue: Catalogue) -> Text {
        delivery.resource.flatMap { catalogue.resources[$0]?.name } ?? Text(same: delivery.resource ?? "—")
    }

    private func state(_ delivery: FileDelivery) -> HTML {
        if delivery.fault != nil { return Components.tag(DeliveryText.refused, .seal, language) }
        return delivery.rejected == 0
            ? Components.tag(DeliveryText.read, .done, language) : Components.tag(DeliveryText.partly, .wait, language)
    }

    func file(_ file: DeliveryFile) -> Page {
        let delivery = file.delivery
        let here: Link = "/console/data/deliveries/\(delivery.id)"
        let facts = [
            Components.Fact(SharingText.resource, "\(what(delivery, file.catalogue), language)"),
            Components.Fact(DataCentreText.when, Components.moment(delivery.at, language)),
            Components.Fact(DeliveryText.form, "\(delivery.form.name, language)"), Components.Fact(DeliveryText.taken, "\(delivery.taken)"),
            Components.Fact(DeliveryText.ended, "\(delivery.ended)"), Components.Fact(DeliveryText.rejected, "\(delivery.rejected)"),
        ]
        var notes: [HTML] = []
        if let fault = delivery.fault { notes.append(Components.banner(.seal, "\(fault, language)")) }
        if delivery.form == .whole, delivery.fault == nil, delivery.rejected > 0 || delivery.taken == 0 {
            notes.append(Components.banner(.wait, "\(DeliveryText.nobodyEnded, language)"))
        }
        let rows = file.rejected.map { Components.Row(["\($0.line)", "\($0.what, language)"]) }
        let columns = [Components.Column(DeliveryText.line), Components.Column(QualityText.what)]
        let table: HTML =
            rows.isEmpty ? HTML() : Components.table(columns, rows: rows, caption: DeliveryText.rejectedLines, language)
        if delivery.rejected > FileDelivery.keptLines {
            notes.append(Components.banner(.quiet, "\(DeliveryText.firstOnly(FileDelivery.keptLines), language)"))
        }
        let body: HTML = """
            \(Components.breadcrumbs([(SharingText.data, "/console/data"), (DeliveryText.title, "/console/data/deliveries")], language))\
            \(Components.heading(HTML(text: delivery.file), tag: state(delivery)))\(notes.joined())\
            \(Components.card(nil, Components.summaryList(facts, language)))\(table)\
            \(Components.pager(next: file.next.map { here.with("after", String($0)) }, first: file.isFirst ? nil : here, language))
            """
        return Page(DeliveryText.one, layout: .console(current: DataCentre.nav), body: body)
    }
}
