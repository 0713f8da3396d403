import Testing

@testable import Kernel

/// The text of files that people hand in.
struct FileTextTests {
    @Test func `a file in UTF-8 is read as it is, one in GBK or GB 18030 as what it says`() {
        #expect(FileText.decoded(Array("姓名,数\n沈一舟,1\n".utf8)) == "姓名,数\n沈一舟,1\n")
        #expect(FileText.decoded([]) == "")
        // 中文,1 in GBK; 㐀, which GBK does not have, in the four bytes of GB 18030.
        #expect(FileText.decoded([0xD6, 0xD0, 0xCE, 0xC4, 0x2C, 0x31]) == "中文,1")
        #expect(FileText.decoded([0x81, 0x39, 0xEE, 0x39, 0x0A]) == "㐀\n")
        // Each of its two bytes becomes three: the room is large enough.
        let long = [[UInt8]](repeating: [0xD6, 0xD0], count: 5000).flatMap(\.self)
        #expect(FileText.decoded(long) == String(repeating: "中", count: 5000))
    }

    @Test(arguments: [[0xFF, 0xFE, 0x41, 0x00], [0x41, 0xD6], [0xFF], [0x41, 0xFF, 0x41]] as [[UInt8]])
    func `what is neither is not guessed`(_ bytes: [UInt8]) { #expect(FileText.decoded(bytes) == nil) }
}
