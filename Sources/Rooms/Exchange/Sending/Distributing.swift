import Cases
import Kernel
import Licences
package import Store

extension Exchange {
    /// What is to be sent to one system, by the id of its row in the list of deliveries.
    static let deliveryTopic = "exchange.delivery"
    static let deliverySubscriber = "exchange.delivery"

    /// Whatever happens to cases goes to the systems that take them; each delivery then goes its own way, so that one system which is down
    /// keeps no other waiting.
    package var subscriptions: [Subscription] {
        [Cases.submittedTopic, Cases.changedTopic].map { topic in
            Subscription(topic: topic, name: "exchange.cases") { message, database in try await distribute(message, database) }
        } + [
            Subscription(topic: Licences.changedTopic, name: "exchange.licences") { message, database in
                try await distributeChange(message, database)
            },
            Subscription(topic: Licences.correctedTopic, name: "exchange.licences") { message, database in
                try await distributeCorrection(message, database)
            },
            Subscription(topic: Exchange.deliveryTopic, name: Exchange.deliverySubscriber) { message, database in
                try await deliver(message, database)
            },
        ]
    }

    private func distribute(_ message: OutboxMessage, _ database: Database) async throws {
        let pieces = try CasePiece.pieces(of: message.topic, message.payload)
        let now = surroundings.now()
        try await database.write { connection in
            let systems = try tables.systems.all(in: connection)
            let openings = Set(try tables.openings.all(in: connection).map { [$0.system, $0.item] })
            for system in systems {
                for piece in pieces where system.items.contains(piece.item) {
                    let isOpening =
                        try openings.contains([system.code, piece.item])
                        && tables.openings.claim(system.code, piece.item, in: connection) != nil
                    let reached = try tables.deliveries.reached(system.code, piece.caseID, in: connection)
                    // The whole of a case tells of every event until then.
                    guard piece.sequence > reached.whole else { continue }
                    // A system that is only just taking over an item hears the whole of a case before anything else of it.
                    let isWhole = isOpening && !piece.action.begins && piece.sequence > reached.last + 1
                    try queue(piece, isWhole: isWhole, for: system, madeAt: message.postedAt, at: now, in: connection)
                }
            }
            for piece in pieces { try distributeAssistance(piece, systems, madeAt: message.postedAt, at: now, in: connection) }
            try message.acknowledge(in: connection)
        }
    }

    /// Enters what a system is to be sent of a case.
    func queue(
        _ piece: CasePiece, isWhole: Bool, for system: DepartmentSystem, madeAt: Instant, at now: Instant, in connection: any Connection
    ) throws {
        try queue(
            isWhole ? .whole(piece.action) : .event(piece.action), of: piece.caseID, number: piece.number, piece.sequence, for: system,
            madeAt: madeAt, at: now, in: connection)
    }

    /// Enters a delivery, and sends it on its way unless the system is paused. What is entered already is not entered again.
    func queue(
        _ news: SystemDelivery.News, of subject: ID, number: String, _ sequence: Int, for system: DepartmentSystem, madeAt: Instant,
        at now: Instant, in connection: any Connection
    ) throws {
        let delivery = SystemDelivery(
            id: surroundings.newID(), system: system.code, subject: subject, number: number, news: news, sequence: sequence,
            state: system.state == .active ? .waiting : .held, madeAt: madeAt, changedAt: now)
        if try tables.deliveries.insert(delivery, in: connection), delivery.state == .waiting {
            try post(delivery, at: now, in: connection)
        }
    }

    /// Puts a delivery into the outbox, under its own id.
    func post(_ delivery: SystemDelivery, at now: Instant, in connection: any Connection) throws {
        try Outbox.post(
            topic: Exchange.deliveryTopic, key: SystemDelivery.key(delivery.system, delivery.subject),
            payload: ["delivery": .string(delivery.id.rawValue)], id: delivery.id, at: now, in: connection)
    }
}
