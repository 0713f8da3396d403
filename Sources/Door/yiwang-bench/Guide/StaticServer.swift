import Foundation

/// nginx with settings of its own, serving one compressed file: what a machine can do at most with a page.
final class StaticServer {
    let port: Int
    private let child: ChildProgram

    /// Serves those bytes, compressed as they are, under a path, with those headers.
    init(path: String, body: [UInt8], headers: [(name: String, value: String)], workers: Int, folder: URL) throws {
        let program = try ChildProgram.find("nginx")
        port = try LoopbackPort.free()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
        try Data(body).write(to: folder.appendingPathComponent("page.html.gz"))
        // `try_files` looks for the plain file; it is never sent.
        try Data("plain\n".utf8).write(to: folder.appendingPathComponent("page.html"))
        let settings = StaticServer.settings(path: path, headers: headers, workers: workers, port: port, folder: folder.path)
        let file = folder.appendingPathComponent("nginx.conf")
        try Data(settings.utf8).write(to: file)
        child = try ChildProgram(program, ["-p", folder.path, "-c", file.path], log: folder.appendingPathComponent("nginx.log"))
        let deadline = ContinuousClock.now.advanced(by: .seconds(5))
        while (try? WebClient(port: port)) == nil {
            guard child.isRunning, ContinuousClock.now < deadline else {
                throw BenchFault.notStarted((try? String(contentsOf: folder.appendingPathComponent("error.log"), encoding: .utf8)) ?? "")
            }
            Thread.sleep(forTimeInterval: 0.01)
        }
    }

    var address: String { "http://127.0.0.1:\(port)" }

    func end() { child.end(patienceSeconds: 3) }

    private static func settings(path: String, headers: [(name: String, value: String)], workers: Int, port: Int, folder: String) -> String
    {
        // What nginx writes by itself, or is a matter of the file.
        let own: Set<String> = [
            "content-length", "content-type", "content-encoding", "date", "connection", "transfer-encoding", "last-modified",
        ]
        let added = headers.filter { !own.contains($0.name) }.map { "add_header \($0.name) \(quoted($0.value));" }
        let type = headers.first { $0.name == "content-type" }?.value ?? "text/html; charset=utf-8"
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/\($0);" }
        return """
            daemon off; worker_processes \(workers); pid \(folder)/nginx.pid; error_log \(folder)/error.log warn;
            \(geteuid() == 0 ? "user root;" : "")
            events { worker_connections 2048; }
            http {
                access_log off; server_tokens off; etag off; if_modified_since off; sendfile on; tcp_nopush on; tcp_nodelay on;
                keepalive_timeout 75s; keepalive_requests 100000000;
                open_file_cache max=100 inactive=1h; open_file_cache_valid 1h;
                types { } default_type \(quoted(type));
                \(temporary.joined(separator: " "))
                server {
                    listen 127.0.0.1:\(port) backlog=1024; root \(folder);
                    location = \(path) {
                        gzip_static always; try_files /page.html =404; add_header Last-Modified "";
                        \(added.joined(separator: "\n            "))
                    }
                }
            }
            """
    }

    private static func quoted(_ value: String) -> String {
        "\"" + value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
