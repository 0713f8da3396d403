package import Kernel

/// The item as rows of the national exchange tables (C0109, GB/T 39046-2020): `task_general_basic`, `task_general_extend`,
/// `task_material`, `fee_project`, `process_link`. Values are codes of the tables where there is a table; several are joined by `^`.
/// Texts are Chinese, as the exchange is.
package struct ItemExchange {
    private let item: ServiceItem
    private let catalogue: Catalogue
    private let implementation: Implementation?

    /// Of the item itself, or as that office carries it out.
    package init(_ item: ServiceItem, _ catalogue: Catalogue, at implementation: Implementation? = nil) {
        (self.item, self.catalogue, self.implementation) = (item, catalogue, implementation)
    }

    package var json: JSON {
        [
            "task_general_basic": .present(identity + time + contact + batch),
            "task_general_extend": .present(extend + elsewhere + remedies),
            "task_handle_item": .array(item.handlingItems.map(handlingItem)),
            "task_material": .array(item.materials.enumerated().map(material)),
            "fee_project": .array(item.fees.map(fee)), "process_link": .array(item.steps.map(link)),
            "task_question": .array(
                item.frequentQuestions.map { ["question": .string($0.question.zh), "answer": .string($0.answer.zh)] }),
        ]
    }

    /// 实施编码
    private var taskCode: String? { implementation.map { $0.code(of: item) } ?? item.implementation(in: catalogue) }

    // MARK: task_general_basic

    private var identity: [(String, JSON?)] {
        let standing = item.standing
        return [
            ("row_guid", .string(item.code + (implementation.map { "@\($0.office.code)" } ?? ""))), ("task_name", .string(item.name.zh)),
            ("catalog_code", .string(item.basicCode)), ("local_catalog_code", .string(String(item.basicCode.dropFirst(2)))),
            ("task_type", .string(item.type.code)), ("by_law", text(item.bases)),
            ("power_source", .string((standing.power?.source ?? .statutory).exchangeCode)), ("power_code", .string(item.powerCode)),
            ("power_name", .string((standing.power?.name ?? item.name).zh)),
            ("use_level", .string(implementation?.office.level.exerciseLevel ?? item.exerciseLevel)),
            ("task_code", taskCode.map(JSON.string)), ("local_task_code", .string(item.code)),
            ("task_handle_item", handlingCodes.isEmpty ? nil : joined(handlingCodes)),
            ("task_state", .string(standing.state.exchangeCode)), ("task_version", .int(catalogue.version)),
            ("dept_name", .string((implementation?.office.name ?? catalogue.departmentName(item.department)).zh)),
            ("dept_code", (implementation?.office.uscc ?? catalogue.departments[item.department]?.uscc).map(JSON.string)),
            ("dept_type", .string(item.agency(in: catalogue).code)), ("entrust_name", standing.delegation.map { .string($0.body.zh) }),
            ("server_type", joined(item.audienceTypes.map(\.code))), ("project_type", .string(item.projectType)),
            ("plan_effective_date", standing.effectiveFrom.map { .string($0.description) }),
            ("plan_cancel_date", standing.effectiveUntil.map { .string($0.description) }),
        ]
    }

    private var time: [(String, JSON?)] {
        let limits = item.limits
        let promise = item.handling == .instant ? 0 : implementation?.promised ?? limits.promised?.count
        return [
            ("slsx", limits.acceptance.map { .int($0.count) }), ("slsxdw", limits.acceptance.map { unit($0.unit) }),
            ("anticipate_day", limits.statutory.map { .int($0.count) }), ("anticipate_type", limits.statutory.map { unit($0.unit) }),
            ("anticipate_explain", limits.statutory?.basis.map { .string($0.zh) }), ("promise_day", promise.map { .int($0) }),
            ("promise_type", unit(limits.promised?.unit ?? .workday)),
            ("promise_explain", item.handling == .instant ? .string(CatalogueText.onTheSpot.zh) : nil),
            ("accept_condition", item.condition.map { .string($0.zh) }),
            ("handle_flow", .string(item.steps.map(\.name.zh).joined(separator: "→"))),
            ("special_procedure", item.specialProcedures.isEmpty ? nil : joined(Array(Set(item.specialProcedures.map(special))).sorted())),
        ]
    }

    private var contact: [(String, JSON?)] {
        let isCharged = item.fees.contains { $0.amount > .zero }
        let channels = implementation?.channels ?? item.channels
        let path = "/things/\(item.code)"
        return [
            ("is_fee", flag(isCharged)), ("fee_basis", isCharged ? text(item.fees.flatMap(\.bases)) : nil),
            ("handle_type", joined(channels.flatMap(forms))), ("limit_scene_num", .int(implementation?.trips ?? item.trips)),
            ("is_single_login", flag(channels.contains(.online))), ("app_is_single_login", flag(channels.contains(.online))),
            ("link_addr", .string(path)), ("mobile_terminal_url", .string(path)),
            ("transact_addr", place.map { .string($0.zh) }),
            ("transact_time", (implementation?.place?.hours ?? item.hours).map { .string($0.zh) }),
            ("link_way", .string(phone)), ("supervise_way", .string(complaints)), ("consult_phone", .string(phone)),
            ("complain_phone", .string(complaints)),
        ]
    }

    private var phone: String { implementation?.phone ?? item.phone }
    private var complaints: String { implementation?.office.complaints ?? item.complaints }

    /// How the row is to be taken over: each version of the catalogue is one batch, in which what is cancelled is deleted.
    private var batch: [(String, JSON?)] {
        [
            ("cd_operation", item.standing.state == .cancelled ? "D" : catalogue.version > 1 ? "U" : "I"),
            ("cd_time", (item.lastRevised ?? item.standing.effectiveFrom).map { .string($0.description) }),
            ("cd_batch", .string(String(catalogue.version))), ("data_source", .string(item.basicCode.prefix(2) + "0000")),
        ]
    }

    private var place: Text? {
        guard let place = implementation?.place else { return item.place }
        return place.address.map { Text("\(place.name.zh)（\($0.zh)）", "\(place.name.en) (\($0.en))") } ?? place.name
    }

    // MARK: task_general_extend

    private var extend: [(String, JSON?)] {
        let (standing, features) = (item.standing, item.features)
        let topics = standing.topics.compactMap(Topic.named)
        func names(_ audience: Audience) -> JSON? {
            let names = topics.filter { $0.audience == audience }.map(\.name.zh)
            return names.isEmpty ? nil : joined(names)
        }
        let isOnline = item.channels.contains(.online)
        return [
            ("task_guid", taskCode.map(JSON.string)), ("is_entry_center", flag(item.isInHall)),
            ("handle_area", features.scopes.isEmpty ? nil : joined(features.scopes.map(\.name.zh))),
            ("other_dept", standing.jointly.isEmpty ? nil : joined(standing.jointly.map { catalogue.departmentName($0).zh })),
            ("service_type", standing.intermediaries.isEmpty ? nil : joined(standing.intermediaries.map(\.name.zh))),
            ("limit_explain", standing.quota.map { .string($0.zh) }),
            ("result_type", item.results.isEmpty ? "无" : joined(item.results.map(resultType))),
            ("result_name", item.results.isEmpty ? nil : joined(item.results.map { $0.name(in: catalogue).zh })),
            ("result_guid", item.results.contains { $0.sample != nil } ? joined(item.results.compactMap { $0.sample?.zh }) : nil),
            ("is_schedule", flag(implementation?.takesBookings ?? features.takesBookings)),
            ("is_pay_online", flag(features.takesPaymentOnline)),
            ("is_express", flag(item.delivers)), ("is_service_terminals", flag(item.channels.contains(.terminal))),
            ("user_topic_type", names(.person)), ("corp_topic_type", names(.enterprise)), ("is_online", flag(isOnline)),
            ("online_handle_depth", joined(item.onlineLevel.depths)),
            ("online_handle_url", isOnline ? .string("/things/\(item.code)") : nil),
            ("limit_scene_explain", item.trips == 0 ? .string("无") : item.tripsReason.map { .string($0.zh) }),
            ("is_notify_promise", flag(features.commitment != .none)),
            ("credit_promise_type", features.commitment == .none ? nil : .string(features.commitment.name.zh)),
            ("pretrial_flag", flag(features.isPreChecked)), ("is_secret", flag(standing.isConfidential)),
            ("sxfl", .string(item.type == .publicService ? "公共服务" : "行政权力")),
            ("fwcj", .string((implementation?.office.level ?? item.office.level).name.zh)),
        ]
    }

    /// Of an office in a street, a town or a village, whose code has twelve digits (GB/T 10114).
    private var elsewhere: [(String, JSON?)] {
        guard let office = implementation?.office, office.level == .street else { return [] }
        let (code, name) = (JSON.string(office.region.rawValue), catalogue.places?.name(of: office.region).map { JSON.string($0.zh) })
        let isVillage = office.region.rawValue.count == 12 && !office.region.rawValue.hasSuffix("000")
        return isVillage ? [("village_code", code), ("village_name", name)] : [("town_code", code), ("town_name", name)]
    }

    /// 依法享有的权利, 依法履行的义务, 行政复议, 行政诉讼 (GB/T 39046-2020); the exchange tables have no columns of their own for them, so they also
    /// stand in `extend_field`, as a text of JSON.
    private var remedies: [(String, JSON?)] {
        func remedy(_ name: String, _ remedy: Remedy?) -> [(String, JSON?)] {
            [
                (name + "_dept", remedy.map { .string($0.body.zh) }), (name + "_addr", remedy?.place.map { .string($0.zh) }),
                (name + "_phone", remedy?.phone.map(JSON.string)), (name + "_url", remedy?.site.map(JSON.string)),
            ]
        }
        let columns =
            [("legal_rights", item.rights.map { JSON.string($0.zh) }), ("legal_duties", item.duties.map { .string($0.zh) })]
            + remedy("reconsideration", item.reconsideration) + remedy("litigation", item.litigation)
        let stated = columns.contains { $0.1 != nil }
        return columns + [("extend_field", stated ? .string(JSON.present(columns).text) : nil)]
    }

    // MARK: Rows

    /// 业务办理项编码 (33 characters) of each.
    private var handlingCodes: [String] { item.handlingItems.compactMap(code) }

    private func code(of handling: HandlingItem) -> String? {
        taskCode.flatMap { ItemCode($0) }.flatMap { try? $0.handlingItem(handling.number) }?.rawValue
    }

    private func handlingItem(_ handling: HandlingItem) -> JSON {
        .present([
            ("task_handle_item", code(of: handling).map(JSON.string)), ("task_handle_item_name", .string(handling.name.zh)),
            ("handle_kind", .string(handling.kind.name.zh)), ("order_num", .int(handling.number)),
        ])
    }

    private func material(_ index: Int, _ material: Material) -> JSON {
        let types: [Material.Form: String] = [.original: "1", .copy: "2", .both: "3", .electronic: "1"]
        let media: [Material.Medium: String] = [.paper: "1", .electronic: "2", .either: "3"]
        let sources: [Material.Origin: String] = [.applicant: "申请人自备", .government: "政府部门核发", .other: "其他"]
        let isLater = material.need == .later
        let isNeeded = material.need == .required && material.when == nil
        return .present([
            ("material_name", .string(material.name.zh)), ("material_type", types[material.form].map(JSON.string)),
            ("material_format", media[material.medium].map(JSON.string)), ("is_need", isLater ? "3" : isNeeded ? "1" : "2"),
            ("form_guid", material.blank.map { .string($0.zh) }), ("example_guid", material.sample.map { .string($0.zh) }),
            ("source_type", sources[material.from].map(JSON.string)),
            ("source_explain", material.issuer.map { .string(catalogue.departmentName($0).zh) }), ("page_num", .int(material.copies)),
            ("original_num", .int([.original, .both].contains(material.form) ? material.copies : 0)),
            ("copy_num", .int([.copy, .both].contains(material.form) ? material.copies : 0)),
            ("page_format", material.size.map(JSON.string)), ("fill_explain", material.filling.map { .string($0.zh) }),
            ("accept_stand", material.standard.map { .string($0.zh) }), ("by_law", text(material.bases)),
            ("handle_case", material.deferral.map { .string($0.cases.zh) }),
            ("issue_time", material.issuedWithin.map { .string($0.zh) }),
            ("handle_explain", material.obtaining.map { .string($0.zh) }), ("use_explain", material.usage.map { .string($0.zh) }),
            ("remark", material.note.map { .string($0.zh) }),
            ("order_num", .int(index + 1)),
        ])
    }

    private func fee(_ fee: Fee) -> JSON {
        .present([
            ("fee_name", .string(fee.name.zh)), ("fee_stand", .string((fee.standard ?? fee.amount.text).zh)), ("by_law", text(fee.bases)),
            ("is_desc", flag(fee.reduction != nil)), ("desc_explain", fee.reduction.map { .string($0.zh) }),
            ("collector", fee.collector.map { .string(catalogue.departmentName($0).zh) }), ("remark", fee.note.map { .string($0.zh) }),
        ])
    }

    private func link(_ step: ProcessStep) -> JSON {
        .present([
            ("link_name", .string(step.name.zh)), ("handle_dept_name", step.unit.map { .string($0.zh) }),
            ("handle_person_name", .string(step.post.name.zh)),
            ("handle_day", step.limit.map { .int($0.count) }), ("handle_type", step.limit.map { unit($0.unit) }),
            ("is_special", flag(step.code == .review && !item.specialProcedures.isEmpty)),
        ])
    }

    // MARK: Codes

    private func flag(_ value: Bool) -> JSON { value ? "1" : "0" }

    private func joined(_ values: [String]) -> JSON { .string(values.joined(separator: "^")) }

    private func text(_ bases: [LegalBasis]) -> JSON? {
        bases.isEmpty ? nil : .string(bases.map(\.citation.zh).joined(separator: "；"))
    }

    private func unit(_ unit: Limit.Unit) -> JSON {
        switch unit {
        case .workday: "工作日"
        case .hour: "小时"
        case .day: "自然日"
        case .month: "月"
        case .year: "年"
        }
    }

    /// 特别程序种类 (GB/T 39046-2020 table A.7).
    private func special(_ procedure: SpecialProcedure) -> String { procedure.code == .extension ? "1" : "2" }

    /// 办理形式 (GB/T 39046-2020 table A.5): online is by computer and by telephone alike.
    private func forms(_ channel: Channel) -> [String] {
        switch channel {
        case .counter: ["1"]
        case .online: ["2", "3"]
        case .post: ["4"]
        case .terminal: ["9"]
        }
    }

    /// 审批结果类型, by what the result is or its name ends with: a licence, a document of authority, a decision; else 其他.
    private func resultType(_ result: ResultSpec) -> String {
        if result.licence != nil { return "出证办结" }
        let name = result.name(in: catalogue).zh
        if name.hasSuffix("证") || name.hasSuffix("证书") { return "出证办结" }
        if name.hasSuffix("批复") { return "审批办结" }
        return ["书", "文", "函", "通知", "单", "表", "报告", "公告"].contains(where: name.hasSuffix) ? "出文办结" : "其他"
    }
}
