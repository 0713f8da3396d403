import Kernel
import Testing

@testable import Web

@Suite struct RouteTableTests {
    private func endpoint(_ method: Method, _ path: String, name: String? = nil, face: Endpoint.Face = .page) -> Endpoint {
        Endpoint(name ?? "\(method)\(path)", method, path, access: .everyone, summary: Text(same: path), face: face) { _ in .nothing }
    }

    private func described(_ match: RouteTable.Match) -> String {
        switch match {
        case .endpoint(let index, let parameters):
            "\(index) \(parameters.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "))"
        case .otherMethods(let methods): methods.map(\.rawValue).joined(separator: " ")
        case .none: "none"
        }
    }

    @Test func `literal parts go before parameters, and back again`() throws {
        let table = try RouteTable([
            endpoint(.get, "/"), endpoint(.get, "/things/{code}"), endpoint(.get, "/things/new"),
            endpoint(.post, "/things/{id}/items/{item}"),
            endpoint(.get, "/things/new/edit"), endpoint(.get, "/things/{code}/cost"), endpoint(.get, "/things/{code}", face: .api),
        ])
        #expect(described(table.match(.get, "/")) == "0 ")
        #expect(described(table.match(.get, "/things/new")) == "2 ")
        #expect(described(table.match(.get, "/things/new/cost")) == "5 code=new")
        #expect(described(table.match(.get, "/things/%E5%A9%9A")) == "1 code=婚")
        #expect(described(table.match(.post, "/things/a%2Fb/items/+")) == "3 id=a/b item=+")
        #expect(described(table.match(.get, "/api/v1/things/x")) == "6 code=x")
        #expect(described(table.match(.post, "/things/x")) == "GET")
        #expect(described(table.match(.delete, "/things/x/items/y")) == "POST")
        for path in [
            "", "x", "//", "/things", "/things/", "/things//cost", "/things/x/", "/things/%ff", String(repeating: "/a", count: 100),
        ] {
            #expect(described(table.match(.get, path[...])) == "none", "\(path)")
        }
    }

    @Test func `mistakes in the list are found at the start`() {
        #expect(throws: RouteError.duplicate(method: .get, path: "/a/{y}")) {
            try RouteTable([endpoint(.get, "/a/{x}"), endpoint(.get, "/a/{y}")])
        }
        #expect(throws: RouteError.duplicateName("n")) {
            try RouteTable([endpoint(.get, "/a", name: "n"), endpoint(.get, "/b", name: "n")])
        }
        for path in ["a", "/a//b", "/a/", "/{x}/{x}", "/{}"] {
            #expect(throws: RouteError.malformed(path: path)) { try RouteTable([endpoint(.get, path)]) }
        }
    }
}
