import Kernel
import Store

/// What other rooms are told of a change. Nothing that identifies anybody is in it: who wants to know more reads the case.
struct CaseNews: Sendable {
    let topic: String
    /// News of one application come in order.
    let key: ID
    let payload: JSON

    static func submitted(_ passage: ApplicationPassage) -> CaseNews {
        let application = passage.application
        return CaseNews(
            topic: Cases.submittedTopic, key: application.id,
            payload: [
                "application": .string(application.id.rawValue), "number": .string(application.number),
                "party": .string(application.party.description), "thing": .string(application.thing),
                "cases": .array(passage.cases.map { CaseNews.body($0) }),
            ])
    }

    static func changed(_ passage: CasePassage) -> CaseNews {
        var payload = body(passage)
        payload["application"] = .string(passage.current.application.rawValue)
        payload["party"] = .string(passage.current.party.description)
        return CaseNews(topic: Cases.changedTopic, key: passage.current.application, payload: payload)
    }

    private static func body(_ passage: CasePassage) -> JSON {
        let current = passage.current
        return [
            "case": .string(current.id.rawValue), "number": .string(current.number), "item": .string(current.item),
            "actions": .array(passage.events.map { .string($0.action.rawValue) }), "status": .string(current.status.rawValue),
            "version": .int(current.version),
        ]
    }

    func post(id: ID, at instant: Instant, in connection: any Connection) throws {
        try Outbox.post(topic: topic, key: key.rawValue, payload: payload, id: id, at: instant, in: connection)
    }
}
