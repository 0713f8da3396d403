package import Kernel

extension ServiceItem {
    /// The item under the names of the national exchange tables (GB/T 39046, C0109) where they have one.
    package func json(in catalogue: Catalogue) -> JSON {
        let body = catalogue.departments[department]
        func limit(_ limit: Limit?) -> [JSON?] { [limit.map { .int($0.count) }, limit.map { .string($0.unit.rawValue) }] }
        let (statutory, promised) = (limit(limits.statutory), limit(limits.promised))
        return .present([
            ("code", .string(code)), ("task_name", JSON(name)), ("catalog_code", .string(basicCode)),
            ("task_code", implementation(in: catalogue).map(JSON.string)), ("task_type", .string(type.code)),
            ("summary", summary.map { JSON($0) }), ("dept_name", body.map { JSON($0.name) }), ("dept_code", body?.uscc.map(JSON.string)),
            ("department", .string(department)), ("use_level", .string(office.level.exerciseLevel)),
            ("server_type", .array(audience.map { $0 == .person ? "1" : "2" })), ("project_type", .string(projectType)),
            ("by_law", .array(bases.map { JSON($0.citation) })), ("accept_condition", condition.map { JSON($0) }),
            ("anticipate_day", statutory[0]), ("anticipate_type", statutory[1]), ("promise_day", promised[0]),
            ("promise_type", promised[1]),
            ("limit_scene_num", .int(trips)), ("limit_scene_explain", tripsReason.map { JSON($0) }),
            ("handle_type", .array(channels.map { .string($0.rawValue) })), ("is_fee", .bool(fees.contains { $0.amount > .zero })),
            ("transact_addr", place.map { JSON($0) }), ("transact_time", hours.map { JSON($0) }), ("link_way", .string(phone)),
            ("supervise_way", .string(complaints)), ("illustrative", .bool(isIllustrative)),
            ("materials", .array(materials.map { $0.json(in: catalogue) })), ("fees", .array(fees.map(\.json))),
            ("handle_flow", .array(steps.map { ["link_name": JSON($0.name), "code": .string($0.code.rawValue)] })),
            ("result_name", .array(results.map { JSON($0.name(in: catalogue)) })),
            ("special_procedure", .array(specialProcedures.map { .string($0.code.rawValue) })),
            ("questions", .array(questions.map(\.json))),
            ("power_code", .string(powerCode)), ("power_name", standing.power.map { JSON($0.name) }),
            ("task_state", .string(standing.state.rawValue)),
            ("online_level", .int(onlineLevel.rawValue)), ("limit_explain", standing.quota.map { JSON($0) }),
            ("plan_effective_date", standing.effectiveFrom.map { .string($0.description) }),
            ("revised", lastRevised.map { .string($0.description) }),
            (
                "task_handle_item",
                handlingItems.isEmpty
                    ? nil
                    : .array(
                        handlingItems.map { item in
                            .present([
                                ("code", handlingCode(item, in: catalogue).map(JSON.string)), ("name", JSON(item.name)),
                                ("kind", .string(item.kind.rawValue)),
                            ])
                        })
            ),
            ("discretion_share", reviewPoints.isEmpty ? nil : .number(String(discretionShare))),
            ("faq", .array(frequentQuestions.map { ["question": JSON($0.question), "answer": JSON($0.answer)] })),
        ])
    }
}

extension Material {
    func json(in catalogue: Catalogue) -> JSON {
        let replaced = satisfiedBy.map { proof -> JSON in
            switch proof {
            case .licence(let type, let role): ["licence": .string(type), "role": .string(role)]
            case .resource(let code, let role): ["resource": .string(code), "role": .string(role)]
            case .result(let item): ["result": .string(item)]
            }
        }
        let codes: [Form: JSON] = [.original: "1", .copy: "2", .both: "3", .electronic: "electronic"]
        return .present([
            ("code", .string(code)), ("material_name", JSON(name)), ("material_type", codes[form]),
            ("is_need", need == .later ? "3" : need == .conditional || when != nil ? "2" : "1"), ("page_num", .int(copies)),
            ("source_type", .string(from.rawValue)), ("issuer", issuer.map { JSON(catalogue.departmentName($0)) }),
            ("by_law", .array(bases.map { JSON($0.citation) })), ("example", sample.map { JSON($0) }), ("satisfiedBy", .array(replaced)),
        ])
    }
}

extension Fee {
    var json: JSON {
        ["code": .string(code), "fee_name": JSON(name), "fen": .int(amount.fen), "by_law": .array(bases.map { JSON($0.citation) })]
    }
}

extension Question {
    var json: JSON {
        .present([
            ("code", .string(code)), ("ask", JSON(ask)), ("help", help.map { JSON($0) }), ("kind", .string(kind.rawValue)),
            ("options", options.isEmpty ? nil : .array(options.map(\.json))), ("why", why.map { JSON($0) }),
        ])
    }
}

extension Thing {
    /// The thing with its items, for programs.
    package func json(in catalogue: Catalogue) -> JSON {
        .present([
            ("code", .string(code)), ("name", JSON(name)), ("called", called.map { JSON($0) }), ("summary", summary.map { JSON($0) }),
            ("audience", .string(audience.rawValue)), ("theme", theme.map(JSON.string)), ("single", .bool(isSingle)),
            ("lead", JSON(catalogue.departmentName(lead))),
            ("cooperating", .array(cooperating.map { .string($0.department) })),
            ("questions", .array(questions.map(\.json))),
            (
                "items",
                .array(
                    parts.map { part in
                        .present([
                            ("item", .string(part.item.code)), ("optional", .bool(part.optional != nil)),
                            ("conditional", .bool(part.when != nil)),
                            ("after", .array(part.after.map(JSON.string))), ("task", part.item.json(in: catalogue)),
                        ])
                    })
            ),
            ("illustrative", .bool(isIllustrative)), ("version", .int(catalogue.version)),
        ])
    }
}
