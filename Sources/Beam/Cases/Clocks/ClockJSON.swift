import Kernel

extension CaseClock {
    /// What the row of a case keeps of its clock.
    var json: JSON {
        .present([
            ("received", receivedOn.map(CaseClock.text)), ("waited", stops(acceptanceStops)), ("accepted", acceptedOn.map(CaseClock.text)),
            ("paused", stops(decisionStops)), ("extended", isExtended ? true : nil), ("decided", decidedOn.map(CaseClock.text)),
            ("stopped", stoppedOn.map(CaseClock.text)), ("until", specialUntil.map(CaseClock.text)), ("together", stops(deliveryStops)),
        ])
    }

    init?(json: JSON) {
        guard json.members != nil else { return nil }
        func date(_ name: String) -> LocalDate? { json[name]?.string.flatMap { LocalDate($0) } }
        receivedOn = date("received")
        acceptanceStops = CaseClock.stops(json["waited"])
        acceptedOn = date("accepted")
        decisionStops = CaseClock.stops(json["paused"])
        isExtended = json["extended"]?.bool ?? false
        decidedOn = date("decided")
        stoppedOn = date("stopped")
        specialUntil = date("until")
        deliveryStops = CaseClock.stops(json["together"])
    }

    private static func text(_ date: LocalDate) -> JSON { .string(date.description) }

    private func stops(_ stops: [Stop]) -> JSON? {
        stops.isEmpty ? nil : .array(stops.map { .array([CaseClock.text($0.from), $0.to.map(CaseClock.text) ?? .null]) })
    }

    private static func stops(_ json: JSON?) -> [Stop] {
        (json?.array ?? []).compactMap { pair in
            guard let ends = pair.array, let from = ends.first?.string.flatMap({ LocalDate($0) }) else { return nil }
            return Stop(from: from, to: ends.count > 1 ? ends[1].string.flatMap { LocalDate($0) } : nil)
        }
    }
}
