package import Metrics
import Synchronization

/// The back end of swift-metrics for this program: counters, gauges and histograms in memory, told as Prometheus text at `/metrics`.
package final class MetricsRegistry: MetricsFactory, Sendable {
    private struct Reading: Sendable {
        var name: String
        var help: String
        var read: @Sendable () async throws -> Double
    }

    private struct State: Sendable {
        var counters: [MetricKey: CountingHandler] = [:]
        var gauges: [MetricKey: GaugeHandler] = [:]
        var histograms: [MetricKey: HistogramHandler] = [:]
        var readings: [Reading] = []
    }

    private let state = Mutex(State())

    package init() {}

    /// A gauge that is read when somebody asks: the waiting rows of the outbox, the connections of a pool.
    package func observe(_ name: String, help: String, _ read: @escaping @Sendable () async throws -> Double) {
        state.withLock { $0.readings.append(Reading(name: name, help: help, read: read)) }
    }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let key = MetricKey(label, dimensions)
        return state.withLock { state in
            if let found = state.counters[key] { return found }
            let made = CountingHandler()
            state.counters[key] = made
            return made
        }
    }

    package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        let key = MetricKey(label, dimensions)
        return aggregate ? histogram(key, HistogramHandler.sizes) : gauge(key)
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler { gauge(MetricKey(label, dimensions)) }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        histogram(MetricKey(label, dimensions), HistogramHandler.seconds)
    }

    private func gauge(_ key: MetricKey) -> GaugeHandler {
        state.withLock { state in
            if let found = state.gauges[key] { return found }
            let made = GaugeHandler()
            state.gauges[key] = made
            return made
        }
    }

    private func histogram(_ key: MetricKey, _ bounds: [Double]) -> HistogramHandler {
        state.withLock { state in
            if let found = state.histograms[key] { return found }
            let made = HistogramHandler(bounds: bounds)
            state.histograms[key] = made
            return made
        }
    }

    // A label is kept once it was counted: Prometheus wants counters that never go back.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The Prometheus text format 0.0.4. A reading that fails is left out: its absence is what an alarm watches for.
    package func text() async -> String {
        let now = state.withLock { $0 }
        var families: [String: (type: String, lines: [String])] = [:]
        func add(_ name: String, _ type: String, _ lines: [String]) { families[name, default: (type, [])].lines += lines }
        for (key, counter) in now.counters.sorted(by: { $0.key < $1.key }) {
            add(key.name, "counter", ["\(key.name)\(key.labels()) \(counter.value)"])
        }
        for (key, gauge) in now.gauges.sorted(by: { $0.key < $1.key }) {
            add(key.name, "gauge", ["\(key.name)\(key.labels()) \(MetricKey.number(gauge.value))"])
        }
        for (key, histogram) in now.histograms.sorted(by: { $0.key < $1.key }) { add(key.name, "histogram", histogram.lines(key)) }
        var out = families.sorted { $0.key < $1.key }.flatMap { ["# TYPE \($0.key) \($0.value.type)"] + $0.value.lines }
        for reading in now.readings {
            guard let value = try? await reading.read() else { continue }
            let name = MetricKey.name(reading.name)
            out += ["# HELP \(name) \(reading.help)", "# TYPE \(name) gauge", "\(name) \(MetricKey.number(value))"]
        }
        return out.joined(separator: "\n") + "\n"
    }
}
