import Cases
import Catalogue
import DataCentre
import Kernel
import Store

extension Exchange {
    /// After so many failures in a row a system is left alone for a minute.
    private static let failuresBeforeRest = 5
    private static let restSeconds: Int64 = 60

    /// Sends one delivery. What fails is tried again by the outbox, over days; what waited while a system was down follows as soon as one
    /// delivery has gone through.
    func deliver(_ message: OutboxMessage, _ database: Database) async throws {
        guard let id = message.payload["delivery"]?.string.flatMap({ ID($0) }) else {
            throw StoreError.malformed("a message without its delivery")
        }
        let (found, seen) = try await database.read { connection -> (SystemDelivery?, KnownSystem?) in
            let delivery = try tables.deliveries.delivery(id, in: connection)
            return (delivery, try delivery.flatMap { try tables.systems.known($0.system, in: connection) })
        }
        let now = surroundings.now()
        guard let delivery = found, let known = seen, delivery.state != .sent else {
            try await database.write { try message.acknowledge(in: $0) }
            return
        }
        guard known.system.state == .active else {
            try await database.write { connection in
                try tables.deliveries.set(.held, of: id, at: now, in: connection)
                try message.acknowledge(in: connection)
            }
            return
        }
        do {
            if let until = known.restingUntil, now < until { throw ExchangeFault.resting }
            try await send(delivery, to: known, at: now)
            try await database.write { connection in
                try tables.deliveries.sent(id, attempts: message.attempt, at: now, in: connection)
                if try tables.systems.recover(known.system.code, in: connection) {
                    try Outbox.hasten(
                        of: Exchange.deliverySubscriber, keys: SystemDelivery.keys(known.system.code), at: now, in: connection)
                }
                try message.acknowledge(in: connection)
            }
        } catch let fault as ExchangeFault {
            try await note(fault, of: delivery, message, known, at: now)
            throw fault
        }
    }

    private func note(_ fault: ExchangeFault, of delivery: SystemDelivery, _ message: OutboxMessage, _ known: KnownSystem, at now: Instant)
        async throws
    {
        let rest = now.adding(seconds: Exchange.restSeconds)
        try await database.write { connection in
            try tables.deliveries.failed(
                delivery.id, fault, attempts: message.attempt, isLast: message.isLastAttempt, at: now, in: connection)
            if fault != .resting {
                try tables.systems.fail(
                    known.system.code, fault, restingUntil: rest, after: Exchange.failuresBeforeRest, at: now, in: connection)
            }
        }
    }

    private func send(_ delivery: SystemDelivery, to known: KnownSystem, at now: Instant) async throws {
        let system = known.system
        let notice = try await notice(of: delivery, to: system, at: now)
        // Whoever is asked who used their data can answer before anything has left.
        if let look = notice.look, !delivery.isNoted { try await note(look, delivery, system, at: now) }
        switch system.way {
        case .webhook: try await post(notice, delivery, to: known, at: now)
        case .tables:
            do {
                try await national.write(notice.rows, batch: delivery.id.rawValue, to: system.code, source: settings.dataSource, at: now)
            } catch is StoreError {
                throw ExchangeFault.noTables
            }
        }
    }

    private func note(_ look: NoticeLook, _ delivery: SystemDelivery, _ system: DepartmentSystem, at now: Instant) async throws {
        let purpose = Purpose(
            reader: .system, account: nil, department: system.department, system: system.code, code: look.item, reason: look.reason,
            reference: look.reference)
        try await dataCentre.note(lookAt: look.number, for: purpose, at: now)
        try await database.write { try tables.deliveries.noted(delivery.id, in: $0) }
    }

    private func post(_ notice: any SystemNotice, _ delivery: SystemDelivery, to known: KnownSystem, at now: Instant) async throws {
        guard let secrets = known.secrets else { throw ExchangeFault.noSecret }
        // The operator may have taken the host off the list since the address was written.
        guard let place = known.system.url.flatMap({ WebhookAddress($0) }), settings.allowedHosts.contains(place.authority) else {
            throw ExchangeFault.address
        }
        let target = place.request(through: settings.gateway)
        let body = notice.cloudEvent(delivery.news.messageType, id: delivery.id, to: known.system, from: origin).bytes
        var headers = MessageSignature.headers(id: delivery.id.rawValue, at: now, body: body, secrets: secrets.valid(at: now))
        headers["content-type"] = "application/cloudevents+json"
        headers["host"] = target.host
        let request = SourceRequest(address: target.address, headers: headers, body: body)
        let response: SourceResponse?
        do {
            response = try await TimeLimit.run(milliseconds: settings.milliseconds) { [sender] in try await sender(request) }
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            throw ExchangeFault.unreachable
        }
        guard let response else { throw ExchangeFault.late }
        guard (200..<300).contains(response.status) else { throw ExchangeFault.status(response.status) }
    }
}
