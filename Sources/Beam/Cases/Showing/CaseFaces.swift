package import Catalogue
package import Kernel

extension Case {
    /// For programs: the national exchange tables' names where they have one (`up_pro_accept`, `up_pro_result`), our own beside them.
    package func json(in catalogue: Catalogue) -> JSON {
        let item = catalogue.items[item]
        let department = catalogue.departments[department]
        return .present([
            ("id", .string(id.rawValue)), ("application", .string(application.rawValue)), ("project_no", .string(number)),
            ("project_name", item.map { JSON($0.name) }), ("item", .string(self.item)),
            ("catalog_code", item.map { .string($0.basicCode) }),
            ("task_code", ItemCode(String(number.prefix(31))).map { .string($0.rawValue) }),
            ("task_handle_item", ItemCode(String(number.prefix(33))).map { .string($0.rawValue) }),
            ("task_version", .int(catalogueVersion)), ("project_type", item.map { .string($0.projectType) }),
            ("org_code", department?.uscc.map(JSON.string)), ("org_name", department.map { JSON($0.name) }),
            ("region", .string(region.rawValue)), ("applyer_name", .string(applicantName)),
            ("applyer_type", party.kind == .person ? "1" : "2"),
            ("apply_date", receivedAt.map { .string($0.rfc3339) }), ("accept_date", acceptedAt.map { .string($0.rfc3339) }),
            ("promise_date", (due?.promised ?? due?.due).map { .string($0.date.description) }),
            ("result_type", status.exchangeResult.map { JSON.int($0) }), ("result_date", decidedAt.map { .string($0.rfc3339) }),
            ("status", .string(status.rawValue)), ("statusName", JSON(status.name)), ("version", .int(version)),
            ("due", due.map(\.json)), ("closedAt", closedAt.map { .string($0.rfc3339) }), ("deemedAccepted", isDeemedAccepted ? true : nil),
            ("instant", isInstant ? true : nil), ("feeFen", fee > .zero ? .int(fee.fen) : nil),
            ("paymentReceipt", paymentReceipt.map(JSON.string)),
            ("licence", licence.map { .string($0.rawValue) }),
        ])
    }
}

extension CaseDue {
    package var json: JSON {
        func date(_ due: DueDate?) -> JSON? { due.map { ["date": .string($0.date.description), "provisional": .bool($0.provisional)] } }
        return .present([
            ("phase", .string(phase.rawValue)), ("due", date(due)), ("promised", date(promised)), ("statutory", date(statutory)),
        ])
    }
}

extension CaseEvent {
    /// A step of the history (`up_pro_process`). The payload is for those who may read the case.
    package var json: JSON {
        .present([
            ("seq", .int(sequence)), ("action", .string(action.rawValue)), ("event_name", JSON(action.name)),
            ("event_start_time", .string(at.rfc3339)), ("actor", .string(actorKind.rawValue)),
            ("handle_user_name", actorKind == .system ? nil : .string(actorName)), ("handle_explain", payload["reason"]),
            ("from", from.map { .string($0.rawValue) }), ("to", .string(to.rawValue)), ("process_name", JSON(to.name)),
            ("payload", payload),
            ("hash", .string(hash)),
        ])
    }
}

extension CaseDocument {
    package var json: JSON {
        [
            "id": .string(id.rawValue), "case": .string(caseID.rawValue), "kind": .string(kind.rawValue), "title": JSON(kind.name),
            "number": .string(number), "issuedAt": .string(issuedAt.rfc3339), "content": content, "digest": .string(digest),
            "seal": .string(seal), "token": .string(token),
        ]
    }
}

extension Application {
    package func json(in catalogue: Catalogue) -> JSON {
        [
            "id": .string(id.rawValue), "number": .string(number), "thing": .string(thing),
            "name": JSON(catalogue.thing(thing)?.name ?? Text(same: thing)), "catalogueVersion": .int(catalogueVersion),
            "party": .string(party.description), "apply_date": .string(submittedAt.rfc3339), "outcome": .string(outcome.rawValue),
            "asked": [
                "fields": .int(counts.fieldsAsked), "ofFields": .int(counts.fieldsTotal), "materials": .int(counts.materialsAsked),
                "ofMaterials": .int(counts.materialsTotal), "trips": .int(counts.trips),
            ],
        ]
    }
}

extension ApplicationSummary {
    package func json(in catalogue: Catalogue) -> JSON {
        var json = application.json(in: catalogue)
        json["cases"] = .array(cases.map { $0.json(in: catalogue) })
        return json
    }
}

extension SubmittedApplication {
    package func json(in catalogue: Catalogue) -> JSON {
        ApplicationSummary(application: application, cases: cases).json(in: catalogue)
    }
}

extension ApplicationFile {
    /// Everything that the party, or an officer of one of its cases, may read. Facts come with their sources; a page masks, a program that
    /// may read this may read them.
    package var json: JSON {
        var json = application.json(in: catalogue)
        json["cases"] = .array(cases.map { $0.json(in: catalogue) })
        json["answers"] = JSON(byName: frozen.answers)
        json["facts"] = JSON(byName: facts.mapValues(\.json))
        json["materials"] = .array(
            frozen.materials.map { material in
                .present([
                    ("code", .string(material.code)), ("state", .string(material.state.rawValue)),
                    ("source", material.source.map { JSON($0.text(in: catalogue)) }),
                    ("words", material.words.isEmpty ? nil : .array(material.words.map { JSON($0) })),
                ])
            })
        json["attachments"] = .array(attachments.map(\.json))
        return json
    }
}

extension CaseFile {
    package var json: JSON {
        var json = current.json(in: file.catalogue)
        json["events"] = .array(events.map(\.json))
        json["documents"] = .array(documents.map(\.json))
        json["checks"] = .array(current.checks.map(\.json))
        json["actions"] = .array(actions.map { .string($0.action.rawValue) })
        json["file"] = file.json
        return json
    }
}
