import Kernel
import Testing

@testable import Licences

/// Files of licences as spreadsheets write them.
struct CollectionEncodingTests {
    @Test func `a file in GBK is read like one in UTF-8`() throws {
        let columns = CollectionRow.Column.required.map(\.rawValue)
        let first = try #require(columns.first)
        let header = columns.joined(separator: ",") + "\r\n"
        let rest = String(repeating: ",", count: columns.count - 1) + "\r\n"
        // 中文 in GBK.
        let gbk = try Delivery.rows(csv: Array(header.utf8) + [0xD6, 0xD0, 0xCE, 0xC4] + Array(rest.utf8))
        #expect(gbk.rows.map { $0.cells[first] } == ["中文"])
        #expect(try Delivery.rows(csv: Array((header + "中文" + rest).utf8)).rows.map(\.cells) == gbk.rows.map(\.cells))
    }
}
