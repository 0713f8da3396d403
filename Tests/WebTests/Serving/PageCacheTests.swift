import Kernel
import Testing

@testable import Web

@Suite struct PageCacheTests {
    private func answers(_ count: Int) -> ReadyAnswers {
        ReadyAnswers(Array(repeating: 0x61, count: count), type: "image/png", version: "1", cacheControl: "")
    }

    @Test func `a page holds for its language and its version`() {
        let cache = PageCache(maxBytes: 1_000_000)
        cache.keep(answers(10), "/a", .zh, version: 3)
        #expect(cache.answers("/a", .zh, version: 3) != nil)
        #expect(cache.answers("/a", .en, version: 3) == nil)
        #expect(cache.answers("/a", .zh, version: 4) == nil)
        #expect(cache.answers("/b", .zh, version: 3) == nil)
    }

    @Test func `a page that differs by place serves no other place, and one that does not serves all`() {
        let cache = PageCache(maxBytes: 1_000_000)
        func has(_ path: String, _ place: String?) -> Bool { cache.answers(path, .zh, place: place, version: 1) != nil }
        cache.keep(answers(10), "/same", .zh, place: "310104", isPlaced: false, version: 1)
        #expect(has("/same", nil) && has("/same", "310104") && has("/same", "310105"))
        cache.keep(answers(10), "/guide", .zh, place: "310104", isPlaced: true, version: 1)
        #expect(has("/guide", "310104") && !has("/guide", nil) && !has("/guide", "310105"))
        cache.keep(answers(10), "/guide", .zh, isPlaced: true, version: 1)
        #expect(has("/guide", nil) && has("/guide", "310104") && !has("/guide", "310105"))
    }

    @Test func `made-up addresses never fill the memory`() {
        let cache = PageCache(maxBytes: 1_000_000)
        cache.keep(answers(10), "/", .zh, version: 1)
        for number in 0..<1000 { cache.keep(answers(10_000), "/\(number)", number.isMultiple(of: 2) ? .zh : .en, version: 2) }
        let kept = (0..<1000).count { cache.answers("/\($0)", $0.isMultiple(of: 2) ? .zh : .en, version: 2) != nil }
        #expect(kept > 0 && kept * 14_000 <= 1_000_000)
        #expect(cache.answers("/", .zh, version: 1) == nil)
    }
}
