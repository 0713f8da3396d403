import Kernel

/// The endpoints that every site has: its own description, and what operators ask.
struct SiteEndpoints: Sendable {
    let all: [Endpoint]

    init(settings: WebSettings, rooms: [Endpoint], metrics: MetricsRegistry, ready: @escaping @Sendable () async throws -> Void) {
        let operating = SiteEndpoints.operating(metrics, ready)
        let origin = settings.origin
        let documented = rooms + operating
        let description = Endpoint(
            "web.openapi", .get, "/openapi.json", access: .everyone,
            summary: Text("OpenAPI 3.1 描述", "The OpenAPI 3.1 description"), gives: .object([]), face: .file
        ) { call in .json(OpenAPI(endpoints: documented, origin: origin).json(call.language)) }
        let reference = Endpoint(
            "web.api", .get, "/api", access: .everyone, summary: Text("接口说明", "The API reference"), face: .page
        ) { call in .page(ReferencePage(endpoints: documented).page(call.language)) }
        let problem = Endpoint(
            "web.problem", .get, "/problems/{code}", access: .everyone,
            summary: Text("错误代码的说明", "What a problem's code means"), face: .page
        ) { call in
            guard let page = ReferencePage(endpoints: documented).page(problem: try call.parameter("code"), call.language) else {
                throw WebProblem.notFound
            }
            return .page(page)
        }
        all = operating + [description, reference, problem]
    }

    private static func operating(_ metrics: MetricsRegistry, _ ready: @escaping @Sendable () async throws -> Void) -> [Endpoint] {
        [
            Endpoint(
                "web.health", .get, "/healthz", access: .everyone, summary: Text("进程是否存活", "Whether the process lives"), gives: .string,
                face: .file
            ) { _ in .plainText("ok\n") },
            Endpoint(
                "web.ready", .get, "/readyz", access: .everyone,
                summary: Text("此节点是否可以接受请求", "Whether this node should get requests"), gives: .string, refuses: ["web.unavailable"],
                face: .file
            ) { _ in
                try await ready()
                return .plainText("ready\n")
            },
            Endpoint(
                "web.metrics", .get, "/metrics", access: .everyone, summary: Text("Prometheus 指标", "Prometheus metrics"), gives: .string,
                face: .file
            ) { _ in .file(Array(await metrics.text().utf8), type: "text/plain; version=0.0.4; charset=utf-8") },
        ]
    }
}

extension Answer {
    fileprivate static func plainText(_ text: String) -> Answer { .file(Array(text.utf8), type: "text/plain; charset=utf-8") }
}
