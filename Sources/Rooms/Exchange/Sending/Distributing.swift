import Cases
import Kernel
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
            Subscription(topic: Exchange.deliveryTopic, name: Exchange.deliverySubscriber) { message, database in
                try await deliver(message, database)
            }
        ]
    }

    private func distribute(_ message: OutboxMessage, _ database: Database) async throws {
        let pieces = try CasePiece.pieces(of: message.topic, message.payload)
        let now = surroundings.now()
        try await database.write { connection in
            for system in try tables.systems.all(in: connection) {
                for piece in pieces where system.items.contains(piece.item) {
                    let delivery = SystemDelivery(
                        id: surroundings.newID(), system: system.code, caseID: piece.caseID, number: piece.number, action: piece.action,
                        sequence: piece.sequence, state: system.state == .active ? .waiting : .held, madeAt: message.postedAt,
                        changedAt: now)
                    if try tables.deliveries.insert(delivery, in: connection), delivery.state == .waiting {
                        try post(delivery, at: now, in: connection)
                    }
                }
            }
            try message.acknowledge(in: connection)
        }
    }

    /// Puts a delivery into the outbox, under its own id.
    func post(_ delivery: SystemDelivery, at now: Instant, in connection: any Connection) throws {
        try Outbox.post(
            topic: Exchange.deliveryTopic, key: SystemDelivery.key(delivery.system, delivery.caseID),
            payload: ["delivery": .string(delivery.id.rawValue)], id: delivery.id, at: now, in: connection)
    }
}
