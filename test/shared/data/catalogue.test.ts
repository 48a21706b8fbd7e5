import { describe, expect, it } from 'vitest'
import {
  EMNIST,
  FASHION,
  KMNIST,
  MNIST,
  UNKNOWN_IDX,
  recogniseByContent,
  recogniseByName,
  titleOf,
} from '../../../src/shared/data/catalogue'
import { findFileSet, findPairs, isBegun, isComplete } from '../../../src/shared/data/readers/findFiles'
import { transposeImages } from '../../../src/shared/image/transposeImages'
import { classNameOf } from '../../../src/shared/i18n/classNames'

const fashionTestLabels = '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5'
const mnistTestLabels = 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6'

const files = (stem: string, test: string): string[] =>
  ['train', test].flatMap((split) => [`${stem}${split}-images-idx3-ubyte.gz`, `${stem}${split}-labels-idx1-ubyte.gz`])

describe('what a set is', () => {
  it('is identified by the checksum of its labels', () => {
    expect(recogniseByContent(fashionTestLabels)).toBe(FASHION)
    expect(recogniseByContent(mnistTestLabels)).toBe(MNIST)
    for (const unknown of ['0'.repeat(64), null]) expect(recogniseByContent(unknown)).toBeNull()
  })

  it('is identified by the folder where the checksum is unknown', () => {
    expect(recogniseByName('Fashion-MNIST')).toBe(FASHION)
    expect(recogniseByName('kmnist (1)')).toBe(KMNIST)
    expect(recogniseByName('数据')).toBe(UNKNOWN_IDX)
  })
})

describe('the EMNIST splits', () => {
  it.each([
    ['emnist-byclass', 62],
    ['emnist-bymerge', 47],
    ['emnist-balanced', 47],
    ['emnist-letters', 26],
    ['emnist-digits', 10],
    ['emnist-mnist', 10],
  ])('%s has %i classes with different names and transposed images', (id, classes) => {
    const set = EMNIST.find((known) => known.id === id)
    expect(set?.transposed).toBe(true)
    expect(new Set(set?.classNames).size).toBe(classes)
    expect(set?.firstLabel).toBe(id === 'emnist-letters' ? 1 : 0)
  })

  it('names label 10 A, label 36 a, and label 38 of the merged set d', () => {
    const [balanced] = EMNIST
    const byClass = EMNIST.find(({ id }) => id === 'emnist-byclass')
    expect([byClass?.classNames[10], byClass?.classNames[36]]).toEqual(['A', 'a'])
    expect([balanced?.classNames[36], balanced?.classNames[38], balanced?.classNames[46]]).toEqual(['a', 'd', 't'])
  })
})

describe('findFileSet', () => {
  it('prefers MNIST, then the balanced split, where a folder holds several sets', () => {
    const letters = files('emnist-letters-', 'test')
    const balanced = files('emnist-balanced-', 'test')
    expect(findFileSet([...letters, ...balanced]).known?.id).toBe('emnist-balanced')
    expect(findFileSet([...letters, ...files('', 't10k')]).known).toBeNull()
  })

  it('takes the set of the files that were picked', () => {
    const letters = files('emnist-letters-', 'test')
    const all = [...files('', 't10k'), ...files('emnist-digits-', 'test'), ...letters]
    expect(findFileSet(all, [letters[2] ?? '']).known?.id).toBe('emnist-letters')
  })

  it('calls three of four files begun, not complete', () => {
    const three = findFileSet(files('emnist-mnist-', 'test').slice(1))
    expect([isBegun(three), isComplete(three)]).toEqual([true, false])
    expect(isBegun(findFileSet(['cat.jpg']))).toBe(false)
  })
})

describe('transposeImages', () => {
  it('turns each image over its diagonal and, twice, back', () => {
    const images = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8)
    transposeImages(images, 2, 2)
    expect([...images]).toEqual([1, 3, 2, 4, 5, 7, 6, 8])
    transposeImages(images, 2, 2)
    expect([...images]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  })
})

describe('classNameOf', () => {
  const dataset = { set: 'fashion', classNames: FASHION.classNames } as const

  it('says the classes of Fashion-MNIST in the language, those of other sets as they are', () => {
    expect(classNameOf(dataset, 9, 'zh-CN')).toBe('短靴')
    expect(classNameOf(dataset, 9, 'en')).toBe('Ankle boot')
    expect(classNameOf({ classNames: KMNIST.classNames }, 0, 'zh-CN')).toBe('お')
    expect(classNameOf({ classNames: ['0'] }, 12, 'en')).toBe('12')
  })

  it('knows a title for published sets only', () => {
    expect(titleOf('emnist-letters')).toBe('EMNIST Letters')
    expect(titleOf('png')).toBeNull()
  })
})

describe('findPairs', () => {
  const own = ['own-images-idx3-ubyte.gz', 'own-labels-idx1-ubyte.gz']

  it('finds images and labels of one name, gzipped or not, with the class names beside them', () => {
    const [pair] = findPairs([...own, 'Own-Labels.idx1-ubyte', 'classes.txt', 'OWN-classes.txt', 'photo.png'])
    expect(pair?.slots.map(({ candidates }) => candidates)).toEqual([[own[0]], [own[1], 'Own-Labels.idx1-ubyte']])
    expect(pair?.classNamesFile).toBe('OWN-classes.txt')
    expect(findPairs([...own, 'classes.txt'])[0]?.classNamesFile).toBe('classes.txt')
    expect(findPairs(own)[0]?.classNamesFile).toBeNull()
    expect(findPairs(['images-idx3-ubyte', 'labels-idx1-ubyte'])).toHaveLength(1)
  })

  it('takes neither half a pair nor what is left of a set in four files', () => {
    expect(findPairs([own[0] ?? '', 'mine-labels-idx1-ubyte.gz'])).toEqual([])
    expect(findPairs(files('', 't10k').slice(0, 2))).toEqual([])
    expect(findPairs(files('emnist-letters-', 'test').slice(2))).toEqual([])
  })

  it('takes the pair whose file was picked', () => {
    const all = [...own, 'mine-images-idx3-ubyte', 'mine-labels-idx1-ubyte']
    expect(findPairs(all)).toHaveLength(2)
    expect(findPairs(all, ['mine-labels-idx1-ubyte']).map(({ slots }) => slots[0].candidates)).toEqual([
      ['mine-images-idx3-ubyte'],
    ])
  })
})
