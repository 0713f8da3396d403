import Testing

@testable import Cryptography

struct MerkleTreeTests {
    /// The entries and roots that Certificate Transparency's implementations check themselves with (RFC 6962).
    static let entries = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"].map(hex)
    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    @Test(arguments: roots.indices) func `roots are those of Certificate Transparency`(count: Int) {
        #expect(Hex.encode(MerkleTree(Array(Self.entries.prefix(count)), digest: .sha256).root) == Self.roots[count])
    }

    /// RFC 9162 §2.1.1, written as it stands there.
    private func root(_ entries: ArraySlice<[UInt8]>, _ digest: Digest) -> [UInt8] {
        guard let first = entries.first else { return digest.hash([]) }
        guard entries.count > 1 else { return digest.hash([0] + first) }
        var split = 1
        while split * 2 < entries.count { split *= 2 }
        return digest.hash([1] + root(entries.prefix(split), digest) + root(entries.dropFirst(split), digest))
    }

    @Test(arguments: Suite.allCases) func `each entry is proved and nothing else is`(suite: Suite) {
        let digest = suite.digest
        for count in 0...33 {
            let entries = (0..<count).map { digest.hash([UInt8($0)]) }
            let tree = MerkleTree(entries, digest: digest)
            #expect(tree.root == root(entries[...], digest))
            for index in 0..<count {
                let proof = tree.proof(at: index)
                func holds(_ entry: [UInt8], _ at: Int, _ of: Int, _ proof: [[UInt8]]) -> Bool {
                    MerkleTree.isIncluded(entry, at: at, of: of, proof: proof, root: tree.root, digest: digest)
                }
                #expect(holds(entries[index], index, count, proof))
                #expect(!holds(digest.hash([200]), index, count, proof))
                #expect(!holds(entries[index], index + 1, count, proof) || count == 1)
                #expect(!holds(entries[index], -1, count, proof))
                #expect(!holds(entries[index], count, count, proof))
                #expect(!holds(entries[index], index, count, proof + [tree.root]))
                #expect(proof.isEmpty || !holds(entries[index], index, count, Array(proof.dropLast())))
            }
        }
    }

    @Test func `a node cannot pass for a leaf`() {
        let entries = [[UInt8(1)], [UInt8(2)]]
        let tree = MerkleTree(entries, digest: .sha256)
        let leaves = tree.proof(at: 1) + tree.proof(at: 0)
        #expect(MerkleTree([leaves[0] + leaves[1]], digest: .sha256).root != tree.root)
    }
}

struct HashChainTests {
    @Test(arguments: Suite.allCases) func `whatever is done to one event shows in the head`(suite: Suite) {
        let chain = HashChain(suite.digest)
        func head(_ name: String, _ events: [String]) -> [UInt8] {
            events.reduce(chain.start(name)) { chain.next(after: $0, event: Array($1.utf8)) }
        }
        let genuine = head("case-1", ["submitted", "accepted", "approved"])
        #expect(genuine == head("case-1", ["submitted", "accepted", "approved"]))
        for forged in [
            head("case-2", ["submitted", "accepted", "approved"]), head("case-1", ["submitted", "approved", "accepted"]),
            head("case-1", ["submitted", "accepted"]), head("case-1", ["submitted", "accepted", "refused"]),
            head("case-1", ["submitted", "acceptedapproved"]), head("case-1", ["submitted", "accepted", "approved", ""]),
        ] {
            #expect(forged != genuine)
        }
    }

    @Test func `a commitment tells nothing without its salt and holds for one payload`() {
        let chain = HashChain(.sm3)
        let payload = Array("不予许可".utf8)
        #expect(chain.commitment(to: payload, salt: repeated(1, 16)) == chain.commitment(to: payload, salt: repeated(1, 16)))
        #expect(chain.commitment(to: payload, salt: repeated(1, 16)) != chain.commitment(to: payload, salt: repeated(2, 16)))
        #expect(chain.commitment(to: payload, salt: repeated(1, 16)) != chain.commitment(to: payload + [0], salt: repeated(1, 16)))
    }
}
