package import Kernel

extension Checklist {
    /// For programs: everything that a page shows, with reasons and sources. Values are not masked here: display does that.
    package var json: JSON {
        [
            "thing": .string(thing.code), "complete": .bool(complete), "workingDays": .int(workingDays), "feeTotalFen": .int(feeTotal.fen),
            "questions": .array(questions.map(\.json)), "items": .array(items.map(\.json)), "fields": .array(fields.map(\.json)),
            "materials": .array(materials.map(\.json)), "fees": .array(fees.map(\.json)), "reductions": reductions.json,
        ]
    }
}

extension JSON {
    /// An object without the members that are null.
    static func present(_ members: [(String, JSON?)]) -> JSON {
        .object(members.compactMap { name, value in value.flatMap { $0.isNull ? nil : Member(name, $0) } })
    }
}

extension Choice {
    var json: JSON { .present([("code", .string(code)), ("name", JSON(name)), ("help", help.map { JSON($0) })]) }
}

extension QuestionOutcome {
    var json: JSON {
        var members: [(String, JSON?)] = [
            ("code", .string(question.code)), ("ask", JSON(question.ask)), ("help", question.help.map { JSON($0) }),
            ("kind", .string(question.kind.rawValue)), ("options", question.options.isEmpty ? nil : .array(question.options.map(\.json))),
        ]
        switch state {
        case .asked(let reason): members += [("state", "asked"), ("reason", JSON(reason))]
        case .known(_, let sources): members += [("state", "known"), ("sources", .array(sources.map(\.json)))]
        case .notNeeded(let reason): members += [("state", "not-needed"), ("reason", JSON(reason))]
        }
        return .present(members + [("value", value)])
    }
}

extension ItemOutcome {
    var json: JSON {
        let (name, reason) =
            switch state {
            case .included(let text): ("included", text)
            case .undecided(let text): ("undecided", text)
            case .offered(let text): ("offered", text)
            case .excluded(let text): ("excluded", text)
            }
        return .present([
            ("item", .string(item)), ("name", JSON(self.name)), ("department", .string(department)), ("state", .string(name)),
            ("reason", JSON(reason)), ("level", .string(level.rawValue)), ("region", region.map(JSON.string)),
            ("after", .array(after.map(JSON.string))), ("start", .int(start)), ("length", .int(length)),
            ("statutoryLength", .int(statutoryLength)), ("onPromise", approval.map { _ in .bool(isOnPromise) }),
            ("approvalPromise", approval?.json),
        ])
    }
}

extension FieldOutcome {
    var json: JSON {
        var members: [(String, JSON?)] = [
            ("field", .string(field)), ("element", .string(element.code)), ("label", JSON(label)), ("section", .string(section)),
            ("required", .bool(isRequired)), ("reuse", .string(reuse.rawValue)), ("neededBy", .array(neededBy.map(JSON.string))),
            ("why", JSON(why)),
        ]
        func statement(_ value: JSON, _ source: Source, _ asOf: LocalDate) -> JSON {
            ["value": value, "source": source.json, "asOf": .string(asOf.description)]
        }
        switch state {
        case .known(let value, let source, let asOf):
            members += [("state", "known"), ("known", statement(value, source, asOf))]
        case .confirm(let value, let source, let asOf):
            members += [("state", "confirm"), ("known", statement(value, source, asOf))]
        case .asked(let reason, let suggestion):
            members += [("state", "asked"), ("reason", JSON(reason)), ("suggestion", suggestion)]
        case .differs(let statements):
            members += [("state", "differs"), ("statements", .array(statements.map { statement($0.value, $0.source, $0.asOf) }))]
        case .notNeeded(let reason): members += [("state", "not-needed"), ("reason", JSON(reason))]
        }
        return .present(members + [("value", value), ("source", source?.json), ("lateSince", lateSince.map { .string($0.description) })])
    }
}

extension MaterialOutcome {
    var json: JSON {
        var members: [(String, JSON?)] = [
            ("code", .string(code)), ("material_name", JSON(material.name)), ("form", .string(material.form.rawValue)),
            ("neededBy", .array(neededBy.map(JSON.string))),
        ]
        switch state {
        case .waived(let reason, let source): members += [("state", "waived"), ("reason", JSON(reason)), ("source", source.json)]
        case .asked(let reason, let basis):
            members += [("state", "asked"), ("reason", JSON(reason)), ("by_law", .array(basis.map { JSON($0.citation) }))]
        case .deferred(let reason, _): members += [("state", "deferred"), ("reason", JSON(reason))]
        case .promised: members += [("state", "promised")]
        case .covered: members += [("state", "covered")]
        case .composed(let composition): members += [("state", "composed"), ("version", .string(composition.version))]
        case .notNeeded(let reason): members += [("state", "not-needed"), ("reason", JSON(reason))]
        }
        if let promise {
            let words: JSON = ["version": .string(promise.version), "text": JSON(promise.text), "consequence": JSON(promise.consequence)]
            members.append(("promise", words))
        }
        if let deferral { members.append(("deferral", deferral.json)) }
        return .present(members)
    }
}

extension MaterialDeferral {
    fileprivate var json: JSON {
        [
            "version": .string(version), "text": JSON(text), "handleCase": JSON(cases),
            "within": ["count": .int(within.count), "unit": .string(within.unit.rawValue)], "before": .string(before.rawValue),
        ]
    }
}

extension ApprovalPromise {
    /// For programs: the words, what is checked afterwards, and how long each takes.
    package var json: JSON {
        func limit(_ limit: Limit) -> JSON { ["count": .int(limit.count), "unit": .string(limit.unit.rawValue)] }
        return [
            "version": .string(version), "consequence": JSON(consequence), "covers": .array(covers.map(JSON.string)),
            "conditions": .array(conditions.map { ["point": .string($0.point), "text": JSON($0.text)] }),
            "checkedWithin": limit(within), "mendedWithin": limit(mending), "by_law": .array(bases.map { JSON($0.citation) }),
        ]
    }
}

extension FeeOutcome {
    var json: JSON {
        ["item": .string(item), "fee_name": JSON(fee.name), "fen": .int(fee.amount.fen), "certain": .bool(isCertain)]
    }
}

extension Reductions {
    package var json: JSON {
        func count(_ count: Count) -> JSON { .present([("before", count.before.map { JSON.int($0) }), ("now", .int(count.now))]) }
        return .present([
            ("materials", count(materials)), ("certificates", count(certificates)), ("steps", count(steps)), ("fields", count(fields)),
            ("forms", count(forms)), ("days", count(days)),
            ("trips", count(trips)), ("deferred", deferred > 0 ? .int(deferred) : nil), ("source", source.map { JSON($0) }),
        ])
    }
}
