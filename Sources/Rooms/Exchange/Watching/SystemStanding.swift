import Catalogue
import Kernel
import Store
import Web

/// How one system stands: what waits for it and why.
struct SystemStanding: Sendable {
    var known: KnownSystem
    var counts: DeliveryCounts

    var system: DepartmentSystem { known.system }

    enum Light: Sendable, Hashable { case fine, paused, unready, failing, gaveUp }

    /// The worst thing that can be said of it.
    var light: Light {
        if system.state == .paused { return .paused }
        if counts.failed > 0 { return .gaveUp }
        // One that exchanges by tables needs a secret only for what it posts itself.
        if system.way == .webhook || system.duties.contains(.licences), !system.hasSecret { return .unready }
        return known.failures > 0 ? .failing : .fine
    }

    var lightName: Text {
        switch light {
        case .fine: DepartmentSystem.State.active.name
        case .paused: DepartmentSystem.State.paused.name
        case .unready: Text("未就绪", "Not ready")
        case .failing: Text("发送受阻", "Failing")
        case .gaveUp: Text("有未送达", "Undelivered")
        }
    }

    var tone: Components.Tone {
        switch light {
        case .fine: .done
        case .paused, .unready: .wait
        case .failing, .gaveUp: .seal
        }
    }
}

/// What the list shows.
struct SystemList: Sendable {
    var systems: [SystemStanding]
    var mayKeep: Bool
    var catalogue: Catalogue
}

/// One system with what was sent to it and what came from it.
struct SystemFile: Sendable {
    var standing: SystemStanding
    var waiting: [SystemDelivery]
    var history: [SystemDelivery]
    /// Where the next page of the history begins.
    var next: ID?
    var isFirst: Bool
    var received: [ExchangeLine]
    var mayKeep: Bool
    /// Where the system posts what its officials do, its licences, and what becomes of them.
    var returnAddress: String
    var licencesAddress: String
    var actsAddress: String
    var catalogue: Catalogue
    var today: LocalDate

    var system: DepartmentSystem { standing.system }
}

/// Systems for programs.
enum SystemJSON {
    static let schema: Schema = .object([
        .init("code", .string), .init("department", .string), .init("name", .text), .init("items", .array(.string)),
        .init("duties", .array(.oneOf(DepartmentSystem.Duty.allCases.map(\.rawValue)))),
        .init("licenceTypes", .array(.string)), .init("way", .oneOf(DepartmentSystem.Way.allCases.map(\.rawValue))),
        .init("url", .string.orNull),
        .init("state", .oneOf(DepartmentSystem.State.allCases.map(\.rawValue))), .init("hasSecret", .boolean), .init("revision", .integer),
        .init("waiting", .integer), .init("held", .integer), .init("failed", .integer), .init("failures", .integer),
        .init("lastError", .string.orNull), .init("lastErrorAt", .string.orNull),
    ])

    static let deliverySchema: Schema = .object([
        .init("id", .id), .init("project_no", .string), .init("type", .string), .init("version", .integer),
        .init("state", .oneOf(SystemDelivery.State.allCases.map(\.rawValue))), .init("attempts", .integer), .init("error", .string.orNull),
        .init("at", .dateTime),
    ])

    static let lineSchema: Schema = .object([
        .init("at", .dateTime), .init("id", .string), .init("way", .string), .init("act", .string.orNull),
        .init("project_no", .string.orNull), .init("handle_user_no", .string.orNull), .init("outcome", .string),
        .init("problem", .string.orNull), .init("words", .string.orNull),
    ])

    static func json(_ standing: SystemStanding) -> JSON {
        let (system, known) = (standing.system, standing.known)
        return [
            "code": .string(system.code), "department": .string(system.department), "name": JSON(system.name),
            "items": .array(system.items.map(JSON.string)), "duties": .array(system.duties.map(\.rawValue).sorted().map(JSON.string)),
            "licenceTypes": .array(system.licenceTypes.map(JSON.string)), "way": .string(system.way.rawValue), "url": JSON(system.url),
            "state": .string(system.state.rawValue), "hasSecret": .bool(system.hasSecret), "revision": .int(system.revision),
            "waiting": .int(standing.counts.waiting), "held": .int(standing.counts.held), "failed": .int(standing.counts.failed),
            "failures": .int(known.failures), "lastError": JSON(known.lastError), "lastErrorAt": JSON(known.lastErrorAt?.rfc3339),
        ]
    }

    static func json(_ delivery: SystemDelivery) -> JSON {
        [
            "id": .string(delivery.id.rawValue), "project_no": .string(delivery.number), "type": .string(delivery.news.messageType),
            "version": .int(delivery.sequence), "state": .string(delivery.state.rawValue), "attempts": .int(delivery.attempts),
            "error": JSON(delivery.error), "at": .string(delivery.changedAt.rfc3339),
        ]
    }

    static func json(_ line: ExchangeLine, _ language: Language) -> JSON {
        [
            "at": .string(line.at.rfc3339), "id": .string(line.eventID), "way": .string(line.way.rawValue), "act": JSON(line.act),
            "project_no": JSON(line.number), "handle_user_no": JSON(line.official), "outcome": .string(line.outcome.rawValue),
            "problem": JSON(line.problem), "words": JSON(line.words?[language]),
        ]
    }
}
