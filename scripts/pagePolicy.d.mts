export const PAGE_POLICY: string
