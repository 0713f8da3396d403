import Catalogue
import Kernel
package import Web

extension DataCentre {
    /// Everything that this room answers.
    package var endpoints: [Endpoint] { uses.endpoints }

    private static let pageSize = 20

    /// 谁用了我的数据: every look into one's data, in plain words.
    private var uses: Screen<[DataAccess]> {
        Screen(
            "datacentre.uses", get: "/data-uses", access: .applicant, summary: DataCentreText.title, tag: "data",
            query: .object([.init("before", .id, required: false)]),
            load: { call in
                guard let party = call.visitor.party else { return [] }
                return try await accesses(about: party, before: try call.place("before"), limit: DataCentre.pageSize + 1)
            },
            page: { accesses, call in
                let language = call.language
                let shown = accesses.prefix(DataCentre.pageSize)
                let snapshot = catalogue.snapshot
                let rows = shown.map { access -> Components.Row in
                    let resource = snapshot.resources[access.resource]
                    let licence = access.licenceType.flatMap { snapshot.licenceTypes[$0] }
                    let owner = (resource?.owner ?? licence?.issuer).map(snapshot.departmentShortName) ?? Text(same: "")
                    let what = resource?.name ?? licence.map { DataCentreText.lookFor($0.name) } ?? DataCentreText.name(of: access.resource)
                    return Components.Row([
                        Components.moment(access.at, near: call.now.date, language),
                        HTML(text: what[language]),
                        HTML(text: owner[language]), HTML(text: access.reason[language]),
                        HTML(text: DataCentreText.reader(access.reader)[language]),
                    ])
                }
                let columns = [
                    Components.Column(DataCentreText.when), Components.Column(DataCentreText.what), Components.Column(DataCentreText.whose),
                    Components.Column(DataCentreText.why), Components.Column(DataCentreText.who),
                ]
                let next: Link? = accesses.count > DataCentre.pageSize ? shown.last.map { "/data-uses?before=\($0.id)" } : nil
                let list: HTML =
                    shown.isEmpty
                    ? Components.emptyState(DataCentreText.empty, language)
                    : Components.table(columns, rows: rows, caption: DataCentreText.title, language)
                        + Components.pager(next: next, language)
                return Page(
                    DataCentreText.title, body: Components.heading(DataCentreText.title, lede: DataCentreText.lede, language) + list)
            },
            gives: .object([
                .init(
                    "items",
                    .array(
                        .object([
                            .init("at", .dateTime), .init("resource", .string), .init("reader", .string), .init("code", .string),
                            .init("reason", .text), .init("reference", .string), .init("outcome", .string),
                        ]))), .init("next", .id.orNull),
            ]),
            json: { accesses, _ in
                [
                    "items": .array(
                        accesses.prefix(DataCentre.pageSize).map {
                            [
                                "at": .string($0.at.rfc3339), "resource": .string($0.resource), "reader": .string($0.reader.rawValue),
                                "code": .string($0.code), "reason": JSON($0.reason), "reference": .string($0.reference),
                                "outcome": .string($0.outcome),
                            ]
                        }),
                    "next": JSON(accesses.count > DataCentre.pageSize ? accesses[DataCentre.pageSize - 1].id.rawValue : nil),
                ]
            })
    }
}

extension DataAccess {
    /// The licence that was looked for in vain.
    fileprivate var licenceType: String? {
        resource.hasPrefix(DataCentre.licencePrefix) ? String(resource.dropFirst(DataCentre.licencePrefix.count)) : nil
    }
}
