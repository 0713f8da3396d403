/// The version of each file of `web/`, so that a page names exactly the file it was made for and browsers may keep it for ever.
package struct AssetVersions: Sendable, Hashable {
    private let versions: [String: String]

    /// Paths as in addresses (`/css/site.css`) to the short hash of their content.
    package init(_ versions: [String: String] = [:]) { self.versions = versions }

    /// The address of a file, with its version where it is known.
    package func link(_ file: Link) -> Link { file.with("v", versions[file.path]) }
}
