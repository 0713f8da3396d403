import Cases
import Catalogue
import Kernel
import Licences

/// What one event of a case comes to in the rows of the national exchange: the same for messages and for tables. Pure.
struct NationalRows {
    let file: CaseFile
    let event: CaseEvent
    /// The licences that the event made.
    let licences: [Licence]

    private var case_: Case { file.current }
    private var catalogue: Catalogue { file.file.catalogue }
    private var guid: String { case_.id.rawValue }
    private var number: String { case_.number }
    private var reason: String? { event.payload["reason"]?.string }

    var rows: [NationalRow] {
        var rows: [NationalRow] = []
        switch event.action {
        case .submit, .release: rows = [accept(.insert)] + materials(.insert) + form(.insert)
        case .supply: rows = materials(.update) + form(.update)
        case .accept, .deemAccept: rows = [accept(.update)]
        case .startSpecial, .endSpecial, .extend: rows = special().map { [$0] } ?? []
        case .grant, .deemRenew, .refuse, .decline, .withdraw, .expire, .terminate: rows = [result(.insert)]
        case .issue: rows = [result(.update)] + licences.map(licence)
        case .handOver, .revokeGrant: rows = [result(.update)]
        case .supplyPaper: rows = materials(.update)
        case .returnUnsupplied: rows = [result(.insert)]
        case .startPrecheck, .requestSupplement, .recordOpinion, .note, .recordPayment, .lapsePaper, .requestAssistance, .closeAssistance,
            .passCheck, .orderMending, .reportMended, .confirmMended:
            break
        }
        return rows + [process]
    }

    /// The case as the event left it: what was handed in, what was decided, and every step until then.
    var whole: [NationalRow] {
        let past = file.events.filter { $0.sequence <= event.sequence }.map { NationalRows(file: file, event: $0, licences: []) }
        var rows = [accept(.insert)] + materials(.insert) + form(.insert)
        // Of a procedure that has ended its last word alone: in one batch a record stands once.
        var specials: [NationalRow] = []
        for var row in past.filter({ [.startSpecial, .endSpecial, .extend].contains($0.event.action) }).compactMap({ $0.special() }) {
            row.operation = .insert
            specials.removeAll { $0.guid == row.guid }
            specials.append(row)
        }
        rows += specials
        if event.to.exchangeResult != nil { rows.append(result(.insert)) }
        return rows + licences.map(licence) + past.map(\.process)
    }

    // MARK: The case

    private func accept(_ operation: NationalRow.Operation) -> NationalRow {
        let applicant = file.file.frozen.applicant
        let isPerson = case_.party.kind == .person
        let department = catalogue.departments[case_.department]
        let paper = file.documents.first { $0.kind == .acceptance }
        let accepted = file.events.last { ($0.action == .accept || $0.action == .deemAccept) && $0.sequence <= event.sequence }
        return NationalRow(
            .accept, guid, operation,
            [
                "project_no": number, "project_name": catalogue.thing(file.file.application.thing)?.name.zh,
                "task_code": ItemCode(String(number.prefix(31)))?.rawValue,
                "task_handle_item": ItemCode(String(number.prefix(33)))?.rawValue, "task_name": file.item.name.zh,
                "task_version": String(case_.catalogueVersion), "catalog_code": file.item.basicCode,
                "project_type": file.item.projectType, "apply_type": "2",
                "apply_date": case_.receivedAt?.exchangeText, "accept_date": accepted.flatMap { _ in case_.acceptedAt?.exchangeText },
                "accept_doc_no": accepted.flatMap { _ in paper?.number },
                "promise_date": accepted.flatMap { _ in (case_.due?.promised ?? case_.due?.due)?.date.description.filter { $0 != "-" } },
                "applyer_name": applicant.name, "applyer_page_type": isPerson ? "111" : "001", "applyer_page_code": applicant.number,
                "applyer_type": isPerson ? "1" : "2", "contact_name": isPerson ? applicant.name : nil,
                "contact_type": isPerson ? "111" : nil, "contact_code": isPerson ? applicant.number : nil,
                "contact_mobile": applicant.mobile, "org_code": department?.uscc, "org_name": department?.name.zh,
                "handle_user_name": accepted.flatMap { $0.actorKind == .staff ? $0.actorName : nil },
            ])
    }

    private var process: NationalRow {
        NationalRow(
            .process, "\(guid)-\(event.sequence)",
            .insert,
            [
                "project_no": number, "process_name": event.to.name.zh, "event_name": event.action.name.zh,
                "event_start_time": event.at.exchangeText, "event_end_time": event.at.exchangeText,
                "handle_user_name": event.actorKind == .system ? nil : event.actorName, "handle_explain": explanation,
                "case_version": String(event.sequence), "act": event.action.rawValue,
            ])
    }

    /// The reason, or the list of what is still missing.
    private var explanation: String? {
        let points = (event.payload["points"]?.array ?? []).compactMap { point -> String? in
            guard let label = point["label"]?["zh"]?.string, let ask = point["ask"]?.string else { return nil }
            return "\(label)：\(ask)"
        }
        return points.isEmpty ? reason : points.joined(separator: "；")
    }

    // MARK: What was handed in

    /// 收取方式 as this city codes it: 2 handed in electronically or written by the platform, 3 not needed because a register or a licence tells, 4 promised, 5 to follow.
    private func way(_ state: FrozenMaterial.State) -> String {
        switch state {
        case .asked, .composed: "2"
        case .waived: "3"
        case .promised, .covered: "4"
        case .later: "5"
        }
    }

    /// The files of this case, by material.
    var attachments: [Attachment] {
        let mine = Set(file.file.frozen.materials.filter { $0.neededBy.contains(file.item.code) }.map(\.code))
        return file.file.attachments.filter { $0.caseID == case_.id || ($0.caseID == nil && mine.contains($0.material)) }
    }

    private func materials(_ operation: NationalRow.Operation) -> [NationalRow] {
        let names = Dictionary(file.item.materials.map { ($0.code, $0.name.zh) }, uniquingKeysWith: { first, _ in first })
        return file.file.frozen.materials.filter { $0.neededBy.contains(file.item.code) }.map { material in
            let files = attachments.filter { $0.material == material.code }
            return NationalRow(
                .material, "\(guid)-\(material.code)", operation,
                [
                    "project_no": number, "material_name": names[material.code] ?? material.code, "get_type": way(material.state),
                    "get_num": String(files.count),
                    // Several values stand in one column with this mark between them.
                    "material_attach_name": files.isEmpty ? nil : files.map(\.name).joined(separator: "^"),
                    "material_attach_id": files.isEmpty ? nil : files.map(\.id.rawValue).joined(separator: "^"),
                ])
        }
    }

    /// The fields of this item and of no other: what an application asks for another department's items stays with that department.
    private func form(_ operation: NationalRow.Operation) -> [NationalRow] {
        let facts = file.file.facts
        var seen: Set<String> = []
        return file.item.fields.compactMap { field in
            let code = file.file.thing.canonical(field.field)
            guard seen.insert(code).inserted, let fact = facts[code] else { return nil }
            let element = file.file.thing.elementCode(of: code).flatMap { catalogue.elements[$0] }
            return NationalRow(
                .form, "\(guid)-\(code)", operation,
                [
                    "project_no": number, "field_code": code, "field_name": (field.label ?? element?.name)?.zh,
                    "field_value": fact.value.string ?? fact.value.text,
                ])
        }
    }

    // MARK: What is decided

    private func special() -> NationalRow? {
        let begins = event.action == .extend ? event : file.events.last { $0.action == .startSpecial && $0.sequence <= event.sequence }
        guard let begins else { return nil }
        let kind = begins.payload["specialKind"]?.string.flatMap(SpecialProcedure.Code.init(rawValue:))
        let isEnd = event.action == .endSpecial
        return NationalRow(
            .special, "\(guid)-s\(begins.sequence)", isEnd ? .update : .insert,
            [
                "project_no": number, "special_type": begins.action == .extend ? "1" : "2",
                "special_name": (kind?.name ?? begins.action.name).zh, "special_time": begins.at.exchangeText,
                "special_reason": begins.payload["reason"]?.string, "end_time": isEnd ? event.at.exchangeText : nil,
                "result": isEnd ? reason : nil, "applyer_user_name": begins.actorName, "handle_user": event.actorName,
            ])
    }

    private func result(_ operation: NationalRow.Operation) -> NationalRow {
        let issued = file.events.last { $0.action == .issue && $0.sequence <= event.sequence }?.payload["licences"]?.array?.first
        let decided = file.events.last { $0.sequence <= event.sequence && $0.to.exchangeResult != nil && $0.from?.exchangeResult == nil }
        let type = issued?["type"]?.string.flatMap { catalogue.licenceTypes[$0] }
        return NationalRow(
            .result, "\(guid)-r", operation,
            [
                "project_no": number, "result_type": event.to.exchangeResult.map { String($0) },
                "result_date": (decided ?? event).at.exchangeText,
                "result_explain": decided?.payload["reason"]?.string ?? (event.to.isGranted ? nil : event.action.name.zh),
                "result_cetr_name": type?.name.zh, "result_cetr_no": issued?["number"]?.string,
                "is_delivery_results": event.action == .handOver ? (event.payload["delivery"]?.string == "electronic" ? "0" : "1") : nil,
            ])
    }

    /// As it was issued: how it stands later, the news of the register tell.
    private func licence(_ value: Licence) -> NationalRow {
        var row = NationalRow(value, .insert, in: catalogue)
        row.values["certificate_state"] = LicenceStatus.active.rawValue
        return row
    }
}
