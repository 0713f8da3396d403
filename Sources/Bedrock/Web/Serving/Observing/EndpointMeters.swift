import Metrics

/// How often each endpoint answered how, and how long it took. All are made at the start: a request only adds.
struct EndpointMeters: Sendable {
    private struct Meters: Sendable {
        /// By the status' first digit.
        var counts: [Counter]
        var time: Timer
    }

    private let byEndpoint: [Meters]
    private let other: Meters
    /// Answers that were ready: cached pages and files.
    let ready: Counter

    init(_ endpoints: [Endpoint], factory: any MetricsFactory) {
        func meters(_ name: String, _ face: String) -> Meters {
            let labels = [("endpoint", name), ("face", face)]
            return Meters(
                counts: (1...5).map {
                    Counter(label: "http_requests_total", dimensions: labels + [("status", "\($0)xx")], factory: factory)
                },
                time: Timer(label: "http_request_seconds", dimensions: labels, factory: factory))
        }
        byEndpoint = endpoints.map { meters($0.name, $0.face.rawValue) }
        other = meters("none", "none")
        ready = Counter(label: "http_ready_answers_total", dimensions: [], factory: factory)
    }

    func record(endpoint: Int?, status: Int, nanoseconds: Int64) {
        let meters = endpoint.map { byEndpoint[$0] } ?? other
        meters.counts[min(5, max(1, status / 100)) - 1].increment()
        meters.time.recordNanoseconds(nanoseconds)
    }
}
